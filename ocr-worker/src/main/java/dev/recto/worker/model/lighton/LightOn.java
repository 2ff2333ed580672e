package dev.recto.worker.model.lighton;

import static dev.recto.worker.graph.Network.to;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Embedding;
import dev.recto.worker.graph.Frequencies;
import dev.recto.worker.graph.GatedMlp;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.PatchInputs;
import dev.recto.worker.graph.Patches;
import dev.recto.worker.graph.Residual;
import dev.recto.worker.graph.Value;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.TensorSource;
import java.util.List;
import java.util.stream.Stream;

/** LightOnOCR-2: Pixtral's vision transformer, a 2×2 merge, and Qwen3. */
public final class LightOn implements Architecture {
    private static final float VISION_EPSILON = 1e-5f;

    private final TensorSource snapshot;
    private final LightOnConfig config;
    private final NumberFormat format;

    public LightOn(TensorSource snapshot, LightOnConfig config, NumberFormat format) {
        this.snapshot = snapshot;
        this.config = config;
        this.format = format;
    }

    @Override
    public DecoderShape shape() {
        return config.text().shape();
    }

    @Override
    public Graph vision() {
        LightOnConfig.Vision vision = config.vision();
        Graph graph = new Graph("vision");
        Network model = new Network(graph, snapshot, format.vision(), "model");
        Network encoder = model.at("vision_encoder");
        int side = vision.patchSize();
        PatchInputs in = PatchInputs.of(graph, encoder, vision.channels() * side * side);
        Network.Rotation rotation = in.rotation(encoder, Frequencies.alternating(vision.theta(), vision.headSize()));

        Value x = encoder.reshapedLinear(
                in.patches(),
                "patch_conv.weight",
                vision.hiddenSize(),
                vision.hiddenSize(),
                vision.channels(),
                side,
                side);
        x = encoder.rmsNorm(x, "ln_pre", VISION_EPSILON);
        for (int i = 0; i < vision.layers(); i++) {
            x = visionLayer(encoder.at("transformer.layers." + i), x, rotation);
        }
        Value features = project(model.at("vision_projection"), x);
        graph.output(
                FEATURES,
                model.cast(features, format.activations(), ElementType.FLOAT),
                ElementType.FLOAT,
                "cells",
                Integer.toString(shape().hiddenSize()));
        return graph;
    }

    private Value visionLayer(Network layer, Value x, Network.Rotation rotation) {
        LightOnConfig.Vision vision = config.vision();
        int width = vision.heads() * vision.headSize();
        Network attention = layer.at("attention");
        Value normed = layer.rmsNorm(x, "attention_norm", VISION_EPSILON);
        List<Value> qkv = attention.projections(normed, to(width, "q_proj"), to(width, "k_proj"), to(width, "v_proj"));
        Value attended = layer.attention(
                layer.rotate(qkv.get(0), rotation),
                layer.rotate(qkv.get(1), rotation),
                qkv.get(2),
                vision.heads(),
                (float) (1 / Math.sqrt(vision.headSize())));
        Value h = layer.add(x, attention.linear(attended, "o_proj", vision.hiddenSize()));
        normed = layer.rmsNorm(h, "ffn_norm", VISION_EPSILON);
        return layer.add(h, new GatedMlp(layer.at("feed_forward"), vision.innerSize()).of(normed));
    }

    /** Merges the cells of each window channel by channel, and projects them to the text's width. */
    private Value project(Network projection, Value x) {
        int cells = config.mergeSize() * config.mergeSize();
        int merged = x.width() * cells;
        int hidden = shape().hiddenSize();
        Value normed = projection.rmsNorm(x, "norm", config.text().epsilon());
        Value windows = projection.reshape(normed, x.width(), -1, cells, x.width());
        Value channelMajor = projection.reshape(projection.transpose(windows, cells, 0, 2, 1), merged, -1, merged);
        Value y = projection.linear(channelMajor, "patch_merger.merging_layer", x.width());
        y = projection.gelu(projection.linear(y, "linear_1", hidden));
        return projection.linear(y, "linear_2", hidden);
    }

    @Override
    public Graph embedding() {
        return Embedding.graph(snapshot, format, shape(), "model.language_model");
    }

    @Override
    public Graph decoder() {
        Graph graph = new Graph("decoder");
        Network text = new Network(graph, snapshot, format.decoder(), "model.language_model");
        float[][] frequencies = Frequencies.alongOneAxis(config.text().theta(), shape().headSize());
        DecoderGraph decoder = new DecoderGraph(graph, text, shape(), frequencies, false);
        Residual residual = new Residual(decoder.embeddings());
        for (int i = 0; i < shape().layers(); i++) {
            addDecoderLayer(decoder, text.at("layers." + i), i, residual);
        }
        Value x = residual.rmsNorm(text, "norm", config.text().epsilon());
        if (config.text().tiedEmbeddings()) {
            decoder.finish(x, text, "embed_tokens");
        } else {
            decoder.finish(x, new Network(graph, snapshot, format.decoder(), ""), "lm_head");
        }
        return graph;
    }

    private void addDecoderLayer(DecoderGraph decoder, Network layer, int index, Residual residual) {
        DecoderShape shape = shape();
        float epsilon = config.text().epsilon();
        Network attention = layer.at("self_attn");
        Value normed = residual.rmsNorm(layer, "input_layernorm", epsilon);
        List<Value> qkv = attention.projections(
                normed,
                to(shape.queryWidth(), "q_proj"),
                to(shape.keyValueWidth(), "k_proj"),
                to(shape.keyValueWidth(), "v_proj"));
        Value queries = attention.perHeadRmsNorm(qkv.get(0), "q_norm", shape.headSize(), epsilon);
        Value keys = attention.perHeadRmsNorm(qkv.get(1), "k_norm", shape.headSize(), epsilon);
        Value attended = decoder.attend(index, decoder.rotate(queries), decoder.rotate(keys), qkv.get(2));
        residual.add(layer, attention.linear(attended, "o_proj", shape.hiddenSize()));
        normed = residual.rmsNorm(layer, "post_attention_layernorm", epsilon);
        residual.add(layer, new GatedMlp(layer.at("mlp"), config.text().innerSize()).of(normed));
    }

    @Override
    public VisionInputs inputs(List<ImageView> views) {
        int channels = config.vision().channels();
        int side = config.vision().patchSize();
        ImageView.Size size = views.getFirst().size();
        int rows = size.height() / side;
        int columns = size.width() / side;
        Stream<float[]> pages = views.stream()
                .map(view -> Patches.cut(view.values(), channels, rows, columns, side, config.mergeSize()));
        return Patches.inputs(pages, views.size(), rows, columns, channels * side * side, config.mergeSize());
    }
}
