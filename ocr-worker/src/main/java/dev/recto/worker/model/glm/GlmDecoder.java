package dev.recto.worker.model.glm;

import static dev.recto.worker.graph.Graph.ONNX;
import static dev.recto.worker.graph.Network.to;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Frequencies;
import dev.recto.worker.graph.GatedMlp;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.Residual;
import dev.recto.worker.graph.Value;
import dev.recto.worker.snapshot.TensorSource;
import java.util.List;

/** GLM-4 with four norms a layer, and the layer behind the last that drafts tokens. */
record GlmDecoder(TensorSource snapshot, GlmConfig.Text config, NumberFormat format) {
    private static final String SCOPE = "model.language_model";

    Graph decoder() {
        return decoder(DecoderGraph::finish);
    }

    /** Answers for several places of a run. */
    Graph checkingDecoder() {
        return decoder(DecoderGraph::finishPlaces);
    }

    /** How a decoder ends. */
    private interface End {
        void finish(DecoderGraph decoder, Value hidden, Network head, String weight);
    }

    private Graph decoder(End end) {
        Graph graph = new Graph("decoder");
        Network network = network(graph, SCOPE);
        DecoderGraph decoder = decoder(graph, network, config.shape());
        Residual residual = new Residual(decoder.embeddings());
        for (int i = 0; i < config.shape().layers(); i++) {
            addLayer(decoder, network.at("layers." + i), i, residual);
        }
        Value x = residual.rmsNorm(network, "norm", config.epsilon());
        end.finish(decoder, x, network(graph, headScope()), headName());
        return graph;
    }

    /**
     * Predicts the token that follows the next one, from the decoder's normed state of a place and the next one's embedding. Embeddings
     * and head are the decoder's: the layer's own copies of them are not read.
     */
    Graph draftLayer() {
        Graph graph = new Graph("draft");
        DecoderShape shape = config.shape();
        Network layer = network(graph, SCOPE + ".layers." + shape.layers());
        DecoderGraph decoder = decoder(graph, layer, shape.withLayers(1));
        Value next = layer.rmsNorm(decoder.embeddings(), "enorm", config.epsilon());
        Value state = layer.rmsNorm(decoder.states(), "hnorm", config.epsilon());
        Value both = graph.node("Concat", ONNX, 2 * shape.hiddenSize(), List.of(next, state), Attribute.of("axis", -1));
        Residual residual = new Residual(layer.linear(both, "eh_proj", shape.hiddenSize()));
        addLayer(decoder, layer, 0, residual);
        Value carried = decoder.asked(residual.sum(layer));
        Value normed = layer.rmsNorm(carried, "shared_head.norm", config.epsilon());
        decoder.finishDraft(carried, normed, network(graph, headScope()), headName());
        return graph;
    }

    private String headScope() {
        return config.tiedEmbeddings() ? SCOPE : "";
    }

    private String headName() {
        return config.tiedEmbeddings() ? "embed_tokens" : "lm_head";
    }

    private Network network(Graph graph, String scope) {
        return new Network(graph, snapshot, format.decoder(), scope);
    }

    private DecoderGraph decoder(Graph graph, Network network, DecoderShape shape) {
        float[][] frequencies = Frequencies.bySections(config.theta(), config.turned(), config.sections());
        return new DecoderGraph(graph, network, shape, frequencies, true);
    }

    private void addLayer(DecoderGraph decoder, Network layer, int index, Residual residual) {
        DecoderShape shape = config.shape();
        float epsilon = config.epsilon();
        Network attention = layer.at("self_attn");
        Value normed = residual.rmsNorm(layer, "input_layernorm", epsilon);
        List<Value> qkv = attention.projections(
                normed,
                to(shape.queryWidth(), "q_proj"),
                to(shape.keyValueWidth(), "k_proj"),
                to(shape.keyValueWidth(), "v_proj"));
        Value attended = decoder.attend(index, decoder.rotate(qkv.get(0)), decoder.rotate(qkv.get(1)), qkv.get(2));
        Value change = attention.linear(attended, "o_proj", shape.hiddenSize());
        residual.add(layer, layer.rmsNorm(change, "post_self_attn_layernorm", epsilon));
        normed = residual.rmsNorm(layer, "post_attention_layernorm", epsilon);
        change = new GatedMlp(layer.at("mlp"), config.innerSize()).ofStacked(normed);
        residual.add(layer, layer.rmsNorm(change, "post_mlp_layernorm", epsilon));
    }
}
