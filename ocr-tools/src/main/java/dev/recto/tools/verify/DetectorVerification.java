package dev.recto.tools.verify;

import dev.recto.tools.bench.Noise;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Detector;
import dev.recto.worker.detector.InputSize;
import dev.recto.worker.detector.PagePixels;
import dev.recto.worker.detector.Stage;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import dev.recto.worker.snapshot.SnapshotJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Checks every stage of one snapshot of the layout detector against its {@code golden/} folder. */
public final class DetectorVerification {
    private static final double VALUES = 2e-3;
    private static final double BOXES = 5e-5;
    private static final Map<Stage, Double> TOLERANCES = Map.of(
            Stage.BACKBONE_STAGE2, VALUES,
            Stage.BACKBONE_STAGE4, VALUES,
            Stage.PAN_STRIDE8, VALUES,
            Stage.PAN_STRIDE16, VALUES,
            Stage.PAN_STRIDE32, VALUES,
            Stage.MASK_FEAT, VALUES,
            Stage.INITIAL_BOXES, BOXES,
            Stage.LOGITS, VALUES,
            Stage.BOXES, BOXES,
            Stage.ORDER_LOGITS, VALUES);

    private final Path snapshot;
    private final Path golden;
    private final Report report;

    public DetectorVerification(Path snapshot, Report report) {
        this.snapshot = snapshot;
        this.golden = snapshot.resolve("golden");
        this.report = report;
    }

    /** All that needs no network, then all that does: held to the reference in fp32, else to a budget of errors. */
    public void run(ModelOptions options) {
        RegionTables.check(golden, report);
        report.attempt("preprocessor_config.json", () -> PagePixels.read(snapshot))
                .ifPresent(pixels -> {
                    List<GoldenCase> cases = GoldenCase.all(golden, report);
                    cases.forEach(page -> pixels(page, pixels));
                    report.attempt("model", () -> Detector.openWithStages(snapshot, options))
                            .ifPresent(detector -> {
                                try (detector) {
                                    cases.forEach(page -> network(page, detector, options.precision()));
                                }
                            });
                });
    }

    /** Holds a snapshot without reference, as random ones are, to itself in fp32: over a page of noise. One network is in memory at a time. */
    public void runAgainstItself(ModelOptions options) {
        report.attempt("network", () -> {
            Map<Stage, float[]> expected = stages(options.withPrecision(Precision.FP32));
            Map<Stage, float[]> actual = stages(options);
            DetectorMeasures measures = new DetectorMeasures(report, options.precision());
            measures.run("noise", stage -> expected.getOrDefault(stage, new float[0]), actual);
            measures.proposals("noise", cells(expected.getOrDefault(Stage.PROPOSALS, new float[0])), actual);
            return actual;
        });
    }

    private Map<Stage, float[]> stages(ModelOptions options) {
        try (Detector detector = Detector.openWithStages(snapshot, options)) {
            InputSize size = detector.pixels().size();
            RgbImage page = Noise.picture(size.width(), size.height());
            return detector.run(detector.pixels().values(page), new Stop());
        }
    }

    private void pixels(GoldenCase page, PagePixels pixels) {
        report.check(
                page.name() + "/resized.png",
                () -> Difference.equal(PngFile.read(page.file("resized.png")), pixels.resize(page.image())));
        report.check(
                page.name() + "/pixel_values",
                () -> page.pixels(
                        GoldenCase.PIXEL_VALUES,
                        new long[] {3, pixels.size().height(), pixels.size().width()},
                        pixels.values(page.image())));
    }

    private void network(GoldenCase page, Detector detector, Precision precision) {
        report.attempt(
                        page.name() + "/network",
                        () -> detector.run(detector.pixels().values(page.image()), new Stop()))
                .ifPresent(results -> {
                    if (precision != Precision.FP32) {
                        measure(page, precision, results);
                        return;
                    }
                    for (Stage stage : Stage.values()) {
                        stage(page, stage, results);
                    }
                    report.attempt(page.name() + "/image.png", page::image)
                            .ifPresent(image -> detections(page, image, detector, results));
                });
    }

    private void measure(GoldenCase page, Precision precision, Map<Stage, float[]> results) {
        DetectorMeasures measures = new DetectorMeasures(report, precision);
        measures.run(
                page.name(),
                stage -> NumpyFile.floats(page.file(stage + ".npy")).values(),
                results);
        report.attempt(
                        page.name() + "/" + Stage.PROPOSALS,
                        () -> NumpyFile.longs(page.file(Stage.PROPOSALS + ".npy"))
                                .toInts())
                .ifPresent(cells -> measures.proposals(page.name(), cells, results));
    }

    private void stage(GoldenCase page, Stage stage, Map<Stage, float[]> results) {
        Double tolerance = TOLERANCES.get(stage);
        float[] actual = results.getOrDefault(stage, new float[0]);
        if (tolerance != null) {
            report.check(
                    page.name() + "/" + stage,
                    () -> Difference.within(
                            tolerance,
                            NumpyFile.floats(page.file(stage + ".npy")).values(),
                            actual));
        } else if (stage == Stage.PROPOSALS) {
            report.check(
                    page.name() + "/" + stage,
                    () -> Difference.equal(
                            NumpyFile.longs(page.file(stage + ".npy")).toInts(), cells(actual)));
        }
    }

    private static int[] cells(float[] numbers) {
        int[] cells = new int[numbers.length];
        Arrays.setAll(cells, i -> (int) numbers[i]);
        return cells;
    }

    private void detections(GoldenCase page, RgbImage image, Detector detector, Map<Stage, float[]> results) {
        report.check(
                page.name() + "/order",
                () -> Difference.equal(NumpyFile.longs(page.file("order.npy")).toInts(), detector.order(results)));
        double threshold = page.meta().numbers("threshold", 0.3)[0];
        List<Detection> found = detector.detections(results, threshold, image.width(), image.height());
        report.check(page.name() + "/masks_kept", () -> masks(page, found, results));
        report.check(
                page.name() + "/detections",
                () -> DetectionTables.difference(
                        SnapshotJson.read(page.folder(), "detections.json").elements(), found, image));
        List<Region> regions = new RegionFilter(image.width(), image.height()).regions(found);
        report.check(
                page.name() + "/regions",
                () -> RegionTables.difference(
                        SnapshotJson.read(page.folder(), "regions.json").elements(), regions));
    }

    private static Difference masks(GoldenCase page, List<Detection> found, Map<Stage, float[]> results)
            throws IOException {
        float[] expected = NumpyFile.floats(page.file("masks_kept.npy")).values();
        float[] all = results.getOrDefault(Stage.INITIAL_MASKS, new float[0]);
        int queries = results.getOrDefault(Stage.PROPOSALS, new float[0]).length;
        int size = all.length / queries;
        float[] kept = new float[found.size() * size];
        for (int i = 0; i < found.size(); i++) {
            System.arraycopy(all, found.get(i).query() * size, kept, i * size, size);
        }
        return Difference.within(VALUES, expected, kept);
    }
}
