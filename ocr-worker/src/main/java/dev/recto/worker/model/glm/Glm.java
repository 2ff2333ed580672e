package dev.recto.worker.model.glm;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Embedding;
import dev.recto.worker.graph.Frequencies;
import dev.recto.worker.graph.GatedMlp;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.PatchInputs;
import dev.recto.worker.graph.Patches;
import dev.recto.worker.graph.Value;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.TensorSource;
import java.util.List;
import java.util.Optional;

/** GLM-OCR: CogViT with a 2×2 merge, and GLM-4 with four norms a layer. */
public final class Glm implements Architecture {
    private static final float MERGER_EPSILON = 1e-5f;

    private final TensorSource snapshot;
    private final GlmConfig config;
    private final NumberFormat format;

    public Glm(TensorSource snapshot, GlmConfig config, NumberFormat format) {
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
        GlmConfig.Vision vision = config.vision();
        Graph graph = new Graph("vision");
        Network visual = new Network(graph, snapshot, format.vision(), "model.visual");
        int side = vision.patchSize();
        int hidden = vision.hiddenSize();
        PatchInputs in = PatchInputs.of(graph, visual, patchWidth());
        Network.Rotation rotation = in.rotation(visual, Frequencies.repeated(vision.theta(), vision.headSize()));

        Value x = visual.reshapedLinear(
                in.patches(),
                "patch_embed.proj.weight",
                hidden,
                hidden,
                vision.channels(),
                vision.frames(),
                side,
                side);
        x = visual.add(x, visual.vector("patch_embed.proj.bias", hidden));
        for (int i = 0; i < vision.layers(); i++) {
            x = visionLayer(visual.at("blocks." + i), x, rotation);
        }
        x = visual.rmsNorm(x, "post_layernorm", vision.epsilon());
        Value features = merge(visual.at("merger"), downsample(visual, x));
        graph.output(
                FEATURES,
                visual.cast(features, format.activations(), ElementType.FLOAT),
                ElementType.FLOAT,
                "cells",
                Integer.toString(vision.outSize()));
        return graph;
    }

    private int patchWidth() {
        GlmConfig.Vision vision = config.vision();
        return vision.channels() * vision.frames() * vision.patchSize() * vision.patchSize();
    }

    private Value visionLayer(Network block, Value x, Network.Rotation rotation) {
        GlmConfig.Vision vision = config.vision();
        int width = vision.hiddenSize();
        Network attention = block.at("attn");
        Value normed = block.rmsNorm(x, "norm1", vision.epsilon());
        List<Value> qkv = block.split(attention.biasedLinear(normed, "qkv", 3 * width), width, width, width);
        Value queries = attention.perHeadRmsNorm(qkv.get(0), "q_norm", vision.headSize(), vision.epsilon());
        Value keys = attention.perHeadRmsNorm(qkv.get(1), "k_norm", vision.headSize(), vision.epsilon());
        Value attended = block.attention(
                block.rotate(queries, rotation), block.rotate(keys, rotation), qkv.get(2), vision.heads(), (float)
                        (1 / Math.sqrt(vision.headSize())));
        Value h = block.add(x, attention.biasedLinear(attended, "proj", width));
        normed = block.rmsNorm(h, "norm2", vision.epsilon());
        return block.add(h, new GatedMlp(block.at("mlp"), vision.innerSize()).ofBiased(normed));
    }

    /** A convolution whose stride is its size, which is a product with the cells of each window. */
    private Value downsample(Network visual, Value x) {
        int side = config.vision().mergeSize();
        int cells = side * side;
        int out = config.vision().outSize();
        Value windows = visual.reshape(x, x.width(), -1, cells, x.width());
        Value channelMajor = visual.reshape(
                visual.transpose(windows, cells, 0, 2, 1), x.width() * cells, -1, (long) x.width() * cells);
        Value merged = visual.reshapedLinear(channelMajor, "downsample.weight", out, out, x.width(), side, side);
        return visual.add(merged, visual.vector("downsample.bias", out));
    }

    private Value merge(Network merger, Value x) {
        int inner = x.width() * config.vision().channels();
        Value y = merger.layerNorm(merger.linear(x, "proj", x.width()), "post_projection_norm", MERGER_EPSILON);
        return new GatedMlp(merger, inner).of(merger.gelu(y));
    }

    @Override
    public Graph embedding() {
        return Embedding.graph(snapshot, format, shape(), "model.language_model");
    }

    @Override
    public Graph decoder() {
        return text().decoder();
    }

    @Override
    public Optional<Drafting> drafting() {
        return config.text().drafts()
                ? Optional.of(new Drafting(text().checkingDecoder(), text().draftLayer()))
                : Optional.empty();
    }

    private GlmDecoder text() {
        return new GlmDecoder(snapshot, config.text(), format);
    }

    /** The views hold patches in the order of windows already. */
    @Override
    public VisionInputs inputs(List<ImageView> views) {
        ImageView.Size grid = views.getFirst().size();
        return Patches.inputs(
                views.stream().map(ImageView::values),
                views.size(),
                grid.height(),
                grid.width(),
                patchWidth(),
                config.vision().mergeSize());
    }
}
