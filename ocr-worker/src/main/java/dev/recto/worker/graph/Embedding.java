package dev.recto.worker.graph;

import dev.recto.worker.model.Architecture;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.TensorSource;

/** The token embedding, a graph of its own because images take the place of some of its results. */
public final class Embedding {
    private Embedding() {}

    public static Graph graph(TensorSource snapshot, NumberFormat format, DecoderShape shape, String scope) {
        Graph graph = new Graph("embedding");
        Network text = new Network(graph, snapshot, format.decoder(), scope);
        Value ids = graph.input(Architecture.IDS, ElementType.INT64, "batch", "sequence");
        Value embeddings = text.lookUp(ids, "embed_tokens.weight", shape.vocabularySize(), shape.hiddenSize());
        graph.output(
                DecoderGraph.EMBEDDINGS,
                embeddings,
                format.activations(),
                "batch",
                "sequence",
                Integer.toString(shape.hiddenSize()));
        return graph;
    }
}
