package dev.recto.worker.model.deepseek;

import static dev.recto.worker.graph.Graph.ONNX;
import static dev.recto.worker.graph.Network.to;

import dev.recto.worker.graph.Attribute;
import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.Embedding;
import dev.recto.worker.graph.ExpertWeights;
import dev.recto.worker.graph.Experts;
import dev.recto.worker.graph.Frequencies;
import dev.recto.worker.graph.GatedMlp;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.MatrixFormat;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.Patches;
import dev.recto.worker.graph.Residual;
import dev.recto.worker.graph.Value;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.FeatureLayout;
import dev.recto.worker.model.FeatureOrder;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.TensorSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** DeepSeek-OCR: SAM's encoder, whose map CLIP's transformer reads, both projected; and a mixture-of-experts decoder. */
public final class DeepSeek implements Architecture {
    private static final String SAM = "sam_model";
    private static final String CLIP = "vision_model";

    private final TensorSource snapshot;
    private final DeepSeekConfig config;
    private final NumberFormat format;
    private final float[] ownFeatures;

    public DeepSeek(TensorSource snapshot, DeepSeekConfig config, NumberFormat format) {
        this.snapshot = snapshot;
        this.config = config;
        this.format = format;
        int hidden = config.text().shape().hiddenSize();
        ownFeatures = Arrays.copyOf(Network.floats(snapshot.tensor("model.image_newline", hidden)), 2 * hidden);
        float[] separator = Network.floats(snapshot.tensor("model.view_seperator", hidden));
        System.arraycopy(separator, 0, ownFeatures, hidden, hidden);
    }

    @Override
    public DecoderShape shape() {
        return config.text().shape();
    }

    @Override
    public Graph vision() {
        Graph graph = new Graph("vision");
        Network model = new Network(graph, snapshot, format.vision(), "model");
        int width = config.clip().width();
        int hidden = shape().hiddenSize();
        Value map = sam(model).build();
        Value cells = model.transpose(model.reshape(map, 0, 0, width, -1), width, 0, 2, 1);
        Value both = graph.node(
                "Concat", ONNX, 2 * width, List.of(clip(model).build(cells), cells), Attribute.of("axis", -1));
        Value features = model.at("projector").biasedLinear(both, "layers", hidden);
        Value flat = model.reshape(features, hidden, -1, hidden);
        graph.output(
                FEATURES,
                model.cast(flat, format.activations(), ElementType.FLOAT),
                ElementType.FLOAT,
                "cells",
                Integer.toString(hidden));
        return graph;
    }

    private SamEncoder sam(Network model) {
        return new SamEncoder(config.sam(), model.at(SAM), samTables());
    }

    private SamTables samTables() {
        return new SamTables(config.sam(), snapshot, "model." + SAM);
    }

    private ClipEncoder clip(Network model) {
        return new ClipEncoder(config.clip(), model.at(CLIP), clipTable());
    }

    private ClipTable clipTable() {
        return new ClipTable(config.clip(), snapshot, "model." + CLIP);
    }

    @Override
    public Graph embedding() {
        return Embedding.graph(snapshot, format, shape(), "model");
    }

    @Override
    public Graph decoder() {
        DeepSeekConfig.Text text = config.text();
        Graph graph = new Graph("decoder");
        Network model = new Network(graph, snapshot, format.decoder(), "model");
        float[][] frequencies = Frequencies.alongOneAxis(text.theta(), shape().headSize());
        DecoderGraph decoder = new DecoderGraph(graph, model, shape(), frequencies, false);
        Residual residual = new Residual(decoder.embeddings());
        for (int i = 0; i < shape().layers(); i++) {
            Network layer = model.at("layers." + i);
            Value normed = residual.rmsNorm(layer, "input_layernorm", text.epsilon());
            residual.add(layer, attention(decoder, layer.at("self_attn"), i, normed));
            normed = residual.rmsNorm(layer, "post_attention_layernorm", text.epsilon());
            Network mlp = layer.at("mlp");
            residual.add(
                    layer,
                    i < text.denseLayers() ? new GatedMlp(mlp, text.innerSize()).of(normed) : mixture(mlp, normed));
        }
        Value x = residual.rmsNorm(model, "norm", text.epsilon());
        if (text.tiedEmbeddings()) {
            decoder.finish(x, model, "embed_tokens");
        } else {
            decoder.finish(x, new Network(graph, snapshot, format.decoder(), ""), "lm_head");
        }
        return graph;
    }

    private Value attention(DecoderGraph decoder, Network attention, int index, Value x) {
        DecoderShape shape = shape();
        List<Value> qkv = attention.projections(
                x,
                to(shape.queryWidth(), "q_proj"),
                to(shape.keyValueWidth(), "k_proj"),
                to(shape.keyValueWidth(), "v_proj"));
        Value attended = decoder.attend(index, decoder.rotate(qkv.get(0)), decoder.rotate(qkv.get(1)), qkv.get(2));
        return attention.linear(attended, "o_proj", shape.hiddenSize());
    }

    /** The shared experts, and those that the router weighs most: softmax over all, the largest, not renormalised. */
    private Value mixture(Network mlp, Value x) {
        DeepSeekConfig.Text text = config.text();
        Value rows = mlp.reshape(x, x.width(), -1, x.width());
        Network mixed = mlp.in(Experts.type(mlp.type()));
        Value in = mlp.cast(rows, mlp.type(), mixed.type());
        Value router = mixed.exactLinear(in, "gate", text.experts());
        ExpertWeights weights = ExpertWeights.of(mixed, text.experts(), x.width(), text.expertInnerSize());
        Value out = format.expertMatrices() == MatrixFormat.INT8_ROWS
                ? weights.inBytes(mixed).of(mixed.graph(), in, router, text.expertsPerToken())
                : weights.exact(mixed, text.expertsPerToken()).of(mixed.graph(), in, router);
        Value routed = mixed.cast(out, mixed.type(), mlp.type());
        Value kept = Experts.after(mlp.graph(), routed, rows);
        Value shared = new GatedMlp(mlp.at("shared_experts"), text.sharedExperts() * text.expertInnerSize()).of(kept);
        return like(mlp, mlp.add(routed, shared), x);
    }

    /** Gives rows the leading dimensions of another value again. */
    private static Value like(Network network, Value rows, Value other) {
        Graph graph = network.graph();
        return network.reshape(rows, rows.width(), graph.node("Shape", ONNX, 0, List.of(other)));
    }

    @Override
    public VisionInputs inputs(List<ImageView> views) {
        int patch = config.sam().patchSize();
        int side = views.getFirst().size().height() / patch;
        Stream<float[]> patches = views.stream()
                .flatMap(DeepSeek::images)
                .map(pixels -> Patches.cut(pixels, SamTables.CHANNELS, side, side, patch, 1));
        VisionInputs inputs = new VisionInputs();
        int images = views.stream().mapToInt(ImageView::images).sum();
        samTables().addTo(inputs, patches, images, side);
        clipTable().addTo(inputs, halved(halved(side)));
        return inputs;
    }

    private static Stream<float[]> images(ImageView view) {
        int size = view.values().length / view.images();
        return IntStream.range(0, view.images())
                .mapToObj(image -> Arrays.copyOfRange(view.values(), image * size, (image + 1) * size));
    }

    /** What a convolution of size 3, stride 2 and padding 1 leaves of a side. */
    private static int halved(int side) {
        return (side + 1) / 2;
    }

    @Override
    public FeatureOrder order(List<ImageView> views, List<Integer> cells) {
        return FeatureLayout.order(views, cells);
    }

    /** As {@link FeatureLayout} counts them. */
    @Override
    public float[] ownFeatures() {
        return ownFeatures.clone();
    }
}
