package dev.recto.worker.graph;

import static dev.recto.worker.graph.Graph.ONNX;

import dev.recto.worker.onnx.ElementType;
import java.util.List;

/**
 * Picks the largest of {@code logits} fp32 [rows, vocabulary], the largest first: {@code top_logits} fp32 [rows, count], and the ids that have
 * them, {@code top_ids} int64 [rows, count].
 */
public final class TopGraph {
    public static final String LOGITS = "top_logits";
    public static final String IDS = "top_ids";

    private TopGraph() {}

    public static Graph of(int vocabulary, int count) {
        Graph graph = new Graph("top");
        Value logits = graph.input(DecoderGraph.LOGITS, ElementType.FLOAT, "rows", Integer.toString(vocabulary));
        graph.outputNode(
                "TopK",
                ONNX,
                List.of(logits, graph.constant(count)),
                List.of(LOGITS, IDS),
                Attribute.of("axis", -1),
                Attribute.of("sorted", 1));
        graph.declareOutput(LOGITS, ElementType.FLOAT, "rows", Integer.toString(count));
        graph.declareOutput(IDS, ElementType.INT64, "rows", Integer.toString(count));
        return graph;
    }
}
