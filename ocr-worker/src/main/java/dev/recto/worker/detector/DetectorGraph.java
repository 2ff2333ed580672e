package dev.recto.worker.detector;

import static java.util.Objects.requireNonNull;

import dev.recto.worker.graph.Convolutions;
import dev.recto.worker.graph.Convolutions.Normed;
import dev.recto.worker.graph.Convolutions.Shape;
import dev.recto.worker.graph.FeatureMap;
import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.Network;
import dev.recto.worker.graph.NumberFormat;
import dev.recto.worker.graph.Value;
import dev.recto.worker.onednn.Activation;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.snapshot.TensorSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The network as one graph for pixels of one size: takes {@code pixels} [images, 3, height, width], gives {@link Stage}s. */
final class DetectorGraph {
    static final String PIXELS = "pixels";

    private static final String IMAGES = "images";

    private final Graph graph = new Graph("detector");
    private final DetectorConfig config;
    private final Network network;
    private final Map<Stage, Result> results = new EnumMap<>(Stage.class);

    private DetectorGraph(TensorSource snapshot, DetectorConfig config, NumberFormat format) {
        this.config = config;
        this.network = new Network(graph, snapshot, format.vision(), "model");
    }

    /** @param stages that the graph gives; what only others need is left out of it */
    static Graph of(
            TensorSource snapshot, DetectorConfig config, NumberFormat format, InputSize size, Set<Stage> stages) {
        DetectorGraph network = new DetectorGraph(snapshot, config, format);
        network.build(size);
        for (Stage stage : stages) {
            network.output(stage);
        }
        return network.graph;
    }

    private void build(InputSize size) {
        String[] shape = {IMAGES, "3", Integer.toString(size.height()), Integer.toString(size.width())};
        Value pixels = graph.input(PIXELS, ElementType.FLOAT, shape);
        Convolutions convolutions = new Convolutions(network);
        FeatureMap image = convolutions.ofPlanes(
                network.cast(pixels, ElementType.FLOAT, network.type()), 3, size.height(), size.width());
        List<FeatureMap> stages = new Backbone(convolutions.at("backbone.model"), config.backbone()).of(image);
        keep(convolutions, Stage.BACKBONE_STAGE2, stages.get(1));
        keep(convolutions, Stage.BACKBONE_STAGE4, stages.get(3));

        List<FeatureMap> projected = new ArrayList<>();
        for (int i = 0; i < stages.size() - 1; i++) {
            projected.add(projected(
                    convolutions,
                    stages.get(i + 1),
                    "encoder_input_proj." + i,
                    config.encoder().width(),
                    Normed.EPSILON));
        }
        List<FeatureMap> fused = new HybridEncoder(network.at("encoder"), config.encoder()).of(projected);
        keep(convolutions, Stage.PAN_STRIDE8, fused.get(0));
        keep(convolutions, Stage.PAN_STRIDE16, fused.get(1));
        keep(convolutions, Stage.PAN_STRIDE32, fused.get(2));
        FeatureMap prototypes = new MaskHead(convolutions.at("encoder"), config.masks()).of(fused, stages.getFirst());
        keep(convolutions, Stage.MASK_FEAT, prototypes);
        decode(convolutions, fused, prototypes);
    }

    private void decode(Convolutions convolutions, List<FeatureMap> fused, FeatureMap prototypes) {
        Arithmetic arithmetic = new Arithmetic(network);
        List<FeatureMap> maps = new ArrayList<>();
        List<Value> rows = new ArrayList<>();
        for (int i = 0; i < fused.size(); i++) {
            maps.add(projected(
                    convolutions,
                    fused.get(i),
                    "decoder_input_proj." + i,
                    config.decoder().width(),
                    config.encoder().batchNormEpsilon()));
            rows.add(arithmetic.single(convolutions.rows(maps.getLast())));
        }
        Value memory = arithmetic.concat(1, config.decoder().width(), rows);
        QueryDecoder.Result result = new QueryDecoder(network, config)
                .of(memory, maps, arithmetic.single(convolutions.planes(prototypes)), prototypes);
        String queries = Integer.toString(config.decoder().queries());
        String side = Integer.toString(prototypes.width());
        keep(Stage.PROPOSALS, result::proposals, IMAGES, queries);
        keep(Stage.INITIAL_BOXES, result::firstBoxes, IMAGES, queries, "4");
        keep(Stage.LOGITS, result::logits, IMAGES, queries, Integer.toString(config.labels()));
        keep(Stage.BOXES, result::boxes, IMAGES, queries, "4");
        keep(Stage.ORDER_LOGITS, result::order, IMAGES, queries, queries);
        keep(Stage.INITIAL_MASKS, result::firstMasks, IMAGES, queries, Integer.toString(prototypes.height()), side);
    }

    private static FeatureMap projected(Convolutions convolutions, FeatureMap x, String name, int out, float epsilon) {
        return convolutions.normed(x, new Normed(name + ".0", name + ".1", epsilon), out, Shape.of(1), Activation.NONE);
    }

    private void keep(Convolutions convolutions, Stage stage, FeatureMap map) {
        keep(
                stage,
                () -> new Arithmetic(network).single(convolutions.planes(map)),
                IMAGES,
                Integer.toString(map.channels()),
                Integer.toString(map.height()),
                Integer.toString(map.width()));
    }

    private void keep(Stage stage, Supplier<Value> value, String... shape) {
        results.put(stage, new Result(value, shape));
    }

    /** @param value for which nodes are added when it is asked for */
    private record Result(Supplier<Value> value, String... shape) {}

    private void output(Stage stage) {
        ElementType type = stage == Stage.PROPOSALS ? ElementType.INT64 : ElementType.FLOAT;
        Result result = requireNonNull(results.get(stage));
        graph.output(stage.toString(), result.value().get(), type, result.shape());
    }
}
