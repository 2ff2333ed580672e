package dev.recto.worker.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onednn.RowwiseInt8;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.snapshot.SafetensorsFile;
import dev.recto.worker.snapshot.StoredTensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTest {
    private static final Path TINY = Path.of("src/test/resources/models/pp-doclayout-v3-tiny");

    @TempDir
    Path directory;

    private ModelOptions options() {
        return ModelOptions.cpu(2).withWeightCache(directory.resolve("weights"));
    }

    private static RgbImage noise(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        new Random(3).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    /** Not square, two attention layers, an encoder narrower than the decoder, other depths. */
    private Path otherDimensions() throws IOException {
        Path given = Files.createDirectory(directory.resolve("given"));
        String config = Files.readString(TINY.resolve("config.json"))
                .replace("\"encoder_hidden_dim\": 32", "\"encoder_hidden_dim\": 24")
                .replace("\"encoder_layers\": 1", "\"encoder_layers\": 2")
                .replace("\"hidden_expansion\": 1.0", "\"hidden_expansion\": 0.5")
                .replace("\"decoder_layers\": 3", "\"decoder_layers\": 2")
                .replace("\"num_queries\": 24", "\"num_queries\": 30")
                .replaceAll("(?s)\"decoder_in_channels\": \\[[^]]*]", "\"decoder_in_channels\": [24, 24, 24]");
        Files.writeString(given.resolve("config.json"), config);
        String pixels = Files.readString(TINY.resolve("preprocessor_config.json"));
        Files.writeString(
                given.resolve("preprocessor_config.json"),
                pixels.replace("\"height\": 416", "\"height\": 320").replace("\"width\": 416", "\"width\": 448"));
        RandomDetector.write(given.resolve("config.json"), directory.resolve("snapshot"));
        return directory.resolve("snapshot");
    }

    @Test
    void dimensionsAreThoseOfTheSnapshot() throws IOException {
        try (Detector detector = Detector.openWithStages(otherDimensions(), options())) {
            RgbImage page = noise(300, 500);

            Map<Stage, float[]> results = detector.run(detector.pixels().values(page), new Stop());

            assertThat(results.get(Stage.PAN_STRIDE8)).hasSize(24 * 40 * 56);
            assertThat(results.get(Stage.LOGITS)).hasSize(30 * 25);
            assertThat(results.get(Stage.INITIAL_MASKS)).hasSize(30 * 80 * 112);
            for (float[] values : results.values()) {
                for (float value : values) {
                    assertThat(value).isFinite();
                }
            }
            assertThat(detector.order(results)).hasSize(30).doesNotHaveDuplicates();
        }
    }

    /** Kernels of bytes move the finest maps by little, and nothing depends on how many threads there are. */
    @Test
    void bytesTakeTheSameDimensions() throws IOException {
        assumeThat(RowwiseInt8.isSupported()).isTrue();
        Path snapshot = otherDimensions();
        Map<Stage, float[]> exact = stages(snapshot, options());
        Map<Stage, float[]> bytes = stages(snapshot, options().withPrecision(Precision.INT8));

        assertThat(bytes.get(Stage.LOGITS)).hasSize(30 * 25);
        assertThat(bytes.get(Stage.INITIAL_MASKS)).hasSize(30 * 80 * 112);
        assertThat(difference(of(exact, Stage.BACKBONE_STAGE2), of(bytes, Stage.BACKBONE_STAGE2)))
                .isBetween(0.0, 0.3);
        ModelOptions oneThread = ModelOptions.cpu(1)
                .withWeightCache(directory.resolve("weights"))
                .withPrecision(Precision.INT8);
        assertThat(stages(snapshot, oneThread).get(Stage.PAN_STRIDE8)).isEqualTo(bytes.get(Stage.PAN_STRIDE8));
    }

    private static float[] of(Map<Stage, float[]> results, Stage stage) {
        return results.getOrDefault(stage, new float[0]);
    }

    private static Map<Stage, float[]> stages(Path snapshot, ModelOptions options) {
        try (Detector detector = Detector.openWithStages(snapshot, options)) {
            assertThat(detector.multipliesBytes()).isEqualTo(options.precision() == Precision.INT8);
            return detector.run(detector.pixels().values(noise(300, 500)), new Stop());
        }
    }

    /** Root mean squares of the differences as a share of that of the values. */
    private static double difference(float[] expected, float[] actual) {
        double squares = 0;
        double errors = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += (double) expected[i] * expected[i];
            errors += Math.pow((double) expected[i] - actual[i], 2);
        }
        return Math.sqrt(errors / squares);
    }

    /** As many tensors and parameters as the published snapshot has; the backbone's norms are frozen and count as none. */
    @Test
    void publishedDimensionsAreThoseOfThePublishedSnapshot() throws IOException {
        RandomDetector.write(null, directory);

        try (Arena arena = Arena.ofConfined()) {
            Map<String, StoredTensor> tensors = SafetensorsFile.read(directory.resolve("model.safetensors"), arena);
            assertThat(tensors).hasSize(858);
            assertThat(tensors.values().stream()
                            .filter(tensor -> !tensor.name().contains(".running_")
                                    && !tensor.name().matches("model\\.backbone\\..*\\.normalization\\..*"))
                            .mapToLong(StoredTensor::elements)
                            .sum())
                    .isEqualTo(33_175_165);
        }
    }

    @Test
    void regionsComeInReadingOrder() {
        try (Detector detector = Detector.open(TINY, options())) {
            List<Detection> found = detector.detect(noise(300, 420), 0, new Stop());

            assertThat(found).hasSize(24).isSortedAccordingTo((a, b) -> a.order() - b.order());
            assertThat(detector.detect(noise(300, 420), 1, new Stop())).isEmpty();
        }
    }

    @Test
    void aPageThatNobodyWaitsForIsNotLookedAt() {
        Stop stop = new Stop();
        stop.request();

        try (Detector detector = Detector.open(TINY, options())) {
            assertThatThrownBy(() -> detector.detect(noise(300, 420), 0, stop))
                    .isInstanceOf(CancellationException.class);
        }
    }
}
