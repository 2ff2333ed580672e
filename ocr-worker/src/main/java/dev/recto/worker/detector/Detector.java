package dev.recto.worker.detector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.graph.Graph;
import dev.recto.worker.graph.GraphSession;
import dev.recto.worker.graph.MatrixFormat;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Weights;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Device;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Environment;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A snapshot of PP-DocLayoutV3, ready to look at pages. Thread-safe. */
public final class Detector implements AutoCloseable {
    static final Set<Stage> SERVED = EnumSet.of(Stage.LOGITS, Stage.BOXES, Stage.ORDER_LOGITS);

    private final Resources resources;
    private final DetectorConfig config;
    private final PagePixels pixels;
    private final Session session;
    private final Set<Stage> stages;
    private final boolean multipliesBytes;

    /**
     * Opens a snapshot; the first time, its weights are converted into the cache.
     *
     * @throws SnapshotException if it is incomplete, damaged or of another kind
     */
    public static Detector open(Path directory, ModelOptions options) {
        return Resources.owned(resources -> new Detector(resources, directory, options, SERVED));
    }

    /** The same, with all stages to be looked at: slower. */
    public static Detector openWithStages(Path directory, ModelOptions options) {
        return Resources.owned(resources -> new Detector(resources, directory, options, EnumSet.allOf(Stage.class)));
    }

    private Detector(Resources resources, Path directory, ModelOptions options, Set<Stage> stages) {
        this.resources = resources;
        this.stages = stages;
        this.multipliesBytes = options.format().visionMatrices() == MatrixFormat.INT8_ROWS;
        Snapshot snapshot = resources.keep(Snapshot.open(directory));
        config = DetectorConfig.of(snapshot.config());
        pixels = PagePixels.read(directory);
        requireRoom(snapshot);
        Graph graph = DetectorGraph.of(snapshot, config, options.format(), pixels.size(), stages);
        Weights weights = resources.keep(Weights.prepare(snapshot, graph.parameters(), options.weightCache()));
        Environment environment = resources.keep(Environment.create());
        session = resources.keep(GraphSession.open(environment, graph, weights, options.visionSession()));
    }

    private void requireRoom(Snapshot snapshot) {
        InputSize size = pixels.size();
        int cells = DetectorConfig.STRIDES.stream()
                .mapToInt(stride -> size.width() / stride * (size.height() / stride))
                .sum();
        if (config.decoder().queries() > cells) {
            throw snapshot.config().wrong("num_queries", "at most the number of cells, which is " + cells);
        }
    }

    /** Whether what it finds may differ from what fp32 finds, since it computes with bytes. */
    public boolean multipliesBytes() {
        return multipliesBytes;
    }

    public PagePixels pixels() {
        return pixels;
    }

    /** Regions that score so much or more, in reading order. */
    public List<Detection> detect(RgbImage page, double threshold, Stop stop) {
        Map<Stage, float[]> results = run(pixels.values(page), stop);
        return findings(results).detections(threshold, page.width(), page.height());
    }

    /** The same of stages that were looked at. */
    public List<Detection> detections(Map<Stage, float[]> results, double threshold, int width, int height) {
        return findings(results).detections(threshold, width, height);
    }

    /** The place of each query in reading order. */
    public int[] order(Map<Stage, float[]> results) {
        return ReadingOrder.ranks(
                of(results, Stage.ORDER_LOGITS), config.decoder().queries());
    }

    private Findings findings(Map<Stage, float[]> results) {
        return new Findings(
                config.decoder().queries(),
                config.labels(),
                of(results, Stage.LOGITS),
                of(results, Stage.BOXES),
                of(results, Stage.ORDER_LOGITS));
    }

    private static float[] of(Map<Stage, float[]> results, Stage stage) {
        return results.getOrDefault(stage, new float[0]);
    }

    /** @param values see {@link PagePixels#values}; of one page */
    public Map<Stage, float[]> run(float[] values, Stop stop) {
        InputSize size = pixels.size();
        try (Tensor input = Tensor.of(values, 1, 3, size.height(), size.width());
                Binding binding = session.newBinding()) {
            binding.input(DetectorGraph.PIXELS, input);
            stages.forEach(stage -> binding.output(stage.toString(), Device.HOST));
            binding.run(stop);
            return results(binding);
        }
    }

    private Map<Stage, float[]> results(Binding binding) {
        Map<Stage, float[]> results = new EnumMap<>(Stage.class);
        List<Tensor> outputs = binding.outputs(Device.HOST);
        try {
            Iterator<Tensor> each = outputs.iterator();
            stages.forEach(stage -> results.put(stage, floats(each.next())));
        } finally {
            outputs.forEach(Tensor::close);
        }
        return results;
    }

    private static float[] floats(Tensor tensor) {
        if (tensor.type() == ElementType.FLOAT) {
            return tensor.toFloats();
        }
        long[] wide = tensor.data().toArray(JAVA_LONG);
        float[] floats = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            floats[i] = wide[i];
        }
        return floats;
    }

    @Override
    public void close() {
        resources.close();
    }
}
