package dev.recto.worker.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.recto.model.ModelCapability;
import dev.recto.model.ModelVersion;
import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.Pixels;
import dev.recto.worker.onednn.RowwiseInt8;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.UnusableModelException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.PathConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as its options say. */
class TesseractReaderProviderTest {
    private static final Path LAYOUT = Path.of("src/test/resources/models/pp-doclayout-v3-tiny");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private List<PageReader> open(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("recto.worker.tesseract.slots", "1");
        SmallRyeConfig config = all(all);
        return new TesseractReaderProvider(config.getConfigMapping(TesseractConfig.class), meters, config).open();
    }

    private static TesseractConfig config(Map<String, String> options) {
        return all(options).getConfigMapping(TesseractConfig.class);
    }

    private static SmallRyeConfig all(Map<String, String> options) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Path.class, 200, new PathConverter())
                .addDiscoveredConverters()
                .withMapping(TesseractConfig.class)
                .withDefaultValues(options)
                .build();
    }

    private PageReading read(PageReader reader) throws IOException {
        Path page = LAYOUT.resolve("golden/portrait/image.png");
        return reader.read(new PageRequest(
                ReadOptions.DEFAULT,
                new ImagePage(Pixels.onWhite(ImageIO.read(page.toFile())), 200),
                new Cancellation(),
                (raster, pictures) -> {},
                Instant.MAX,
                Activity.NONE));
    }

    @Test
    void pagesAreLaidOutByTesseractItselfByDefault() throws IOException {
        try (PageReader reader = open(Map.of()).getFirst()) {
            read(reader);

            assertThat(reader.model().capabilities()).doesNotContain(ModelCapability.REGIONS);
            assertThat(meters.find("recto.vlm.layout").timer()).isNull();
        }
    }

    @Test
    void aDetectorLooksAtEveryPage() throws IOException {
        Map<String, String> options = Map.of(
                "recto.worker.tesseract.layout", LAYOUT.toString(),
                "recto.worker.tesseract.layout.threads", "1",
                "recto.worker.tesseract.layout.weight-cache", folder.toString());
        try (PageReader reader = open(options).getFirst()) {
            PageReading reading = read(reader);

            assertThat(reader.model().capabilities()).contains(ModelCapability.REGIONS);
            assertThat(meters.get("recto.vlm.layout")
                            .tag("model", "tesseract")
                            .timer()
                            .count())
                    .isPositive();
            assertThat(reading.blocks())
                    .allSatisfy(block -> assertThat(block.typeConfidence()).isGreaterThanOrEqualTo(0.3));
            assertThat(folder).isNotEmptyDirectory();
        }
    }

    /** What was read without a detector is no answer of a worker that has one. */
    @Test
    void anotherWayOfLayingOutIsAnotherVersion() {
        Map<String, String> options = Map.of(
                "recto.worker.tesseract.layout", LAYOUT.toString(),
                "recto.worker.tesseract.layout.threads", "1",
                "recto.worker.tesseract.layout.weight-cache", folder.toString());
        Map<String, String> other = new HashMap<>(options);
        other.put("recto.worker.tesseract.layout.threshold", "0.4");

        assertThat(Set.of(version(Map.of()), version(options), version(other))).hasSize(3);
    }

    private ModelVersion version(Map<String, String> options) {
        try (PageReader reader = open(options).getFirst()) {
            return await().atMost(PATIENCE).until(() -> reader.model().version(), Objects::nonNull);
        }
    }

    @Test
    void aDetectorThatIsNotThereIsSaid() {
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> open(Map.of("recto.worker.tesseract.layout", folder.toString())))
                .withMessageStartingWith("tesseract: " + folder);
    }

    @Test
    void aDetectorOnADeviceThatIsNotThereIsSaid() {
        assumeThat(hasCuda()).isFalse();
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> open(Map.of(
                        "recto.worker.tesseract.layout",
                        LAYOUT.toString(),
                        "recto.worker.tesseract.layout.provider",
                        "cuda",
                        "recto.worker.tesseract.layout.weight-cache",
                        folder.toString())))
                .withMessageStartingWith("tesseract: CUDA can't be had")
                .withMessageNotContaining("\n");
    }

    /** Whether the build brought it. */
    private static boolean hasCuda() {
        return TesseractReaderProviderTest.class.getResource(
                        "/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so")
                != null;
    }

    @Test
    void itComputesOnTheDeviceOfTheModelsUnlessToldOtherwise() {
        assertThat(config(Map.of()).layout().cuda().device()).isZero();
        assertThat(config(Map.of("recto.worker.vlm.cuda.device", "1"))
                        .layout()
                        .cuda()
                        .device())
                .isEqualTo(1);
        assertThat(config(Map.of(
                                "recto.worker.vlm.cuda.device", "1",
                                "recto.worker.tesseract.layout.cuda.device", "2"))
                        .layout()
                        .cuda()
                        .device())
                .isEqualTo(2);
    }

    @Test
    void anArithmeticThatADetectorDoesNotHaveIsSaid() {
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> open(Map.of(
                        "recto.worker.tesseract.layout",
                        LAYOUT.toString(),
                        "recto.worker.tesseract.layout.weights",
                        "int4")))
                .withMessage(
                        "tesseract: weights of the layout detector are one of [fp32, int8] on a CPU, and not int4");
    }

    @Test
    void pagesSayThatTheirRegionsWereFoundInBytes() throws IOException {
        assumeThat(RowwiseInt8.isSupported()).isTrue();
        Map<String, String> options = Map.of(
                "recto.worker.tesseract.layout", LAYOUT.toString(),
                "recto.worker.tesseract.layout.weights", "int8",
                "recto.worker.tesseract.layout.threads", "1",
                // Untrained, it finds something whatever it computes
                "recto.worker.tesseract.layout.threshold", "0.01",
                "recto.worker.tesseract.layout.weight-cache", folder.toString());
        try (PageReader reader = open(options).getFirst()) {
            assertThat(read(reader).flags()).contains(PageFlag.INT8_LAYOUT);
        }
    }

    @Test
    void aWorkerNeedNotReadWithTesseract() {
        assertThat(open(Map.of("recto.worker.tesseract.enabled", "false"))).isEmpty();
    }
}
