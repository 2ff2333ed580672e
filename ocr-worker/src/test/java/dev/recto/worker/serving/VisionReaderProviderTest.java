package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.UnusableModelException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever names a snapshot that can't be used reads in one line which model and which file it is about. */
class VisionReaderProviderTest {
    private static final Path TINY = Path.of("src/test/resources/models/glm-ocr-tiny");

    private static final Path LAYOUT = Path.of("src/test/resources/models/pp-doclayout-v3-tiny");

    @TempDir
    Path snapshot;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private @Nullable Path layout;

    @Test
    void aSnapshotWithoutItsTokenizer() throws IOException {
        copyWithout("tokenizer.json");
        assertUnusable("org/Name: " + snapshot.resolve("tokenizer.json") + ": is missing");
    }

    @Test
    void aFolderThatIsNotThere() {
        assertUnusable("org/Name: " + snapshot.resolve("config.json"));
    }

    @Test
    void aSnapshotWithoutItsWeights() throws IOException {
        copyWithout("model.safetensors");
        assertUnusable("org/Name: " + snapshot);
    }

    @Test
    void aLayoutThatIsNotThere() throws IOException {
        copyWithout("none");
        layout = snapshot.resolve("layout");
        assertUnusable("org/Name: " + snapshot.resolve("layout"));
    }

    @Test
    void aModelForCudaWhereThereIsNone() throws IOException {
        copyWithout("none");
        VisionReaderProvider provider = provider(Map.of(
                "recto.worker.vlm.provider",
                "cuda",
                "recto.worker.vlm.weight-cache",
                snapshot.resolve("weights").toString()));
        try {
            provider.open().forEach(PageReader::close);
            abort("there is CUDA");
        } catch (UnusableModelException e) {
            assertThat(e).hasMessageStartingWith("org/Name: CUDA can't be had").hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weights | bf16 | weights of bf16 are for CUDA; a CPU has fp32, int8 and int4",
                "weights | fp16 | weights of fp16 are for CUDA; a CPU has fp32, int8 and int4",
                "vision-batch | 0 | a vision batch has at least one page",
                "draft-tokens | -1 | from 0 to 15 tokens are drafted, not -1"
            })
    void whatAProcessorDoesNotHave(String option, String value, String message) throws IOException {
        copyWithout("none");
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() ->
                        provider(Map.of("recto.worker.vlm." + option, value)).open())
                .withMessage("recto.worker.vlm: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int4", "bf16"})
    void weightsThatADetectorDoesNotHave(String weights) throws IOException {
        copyWithout("none");
        layout = LAYOUT;
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> provider(Map.of("recto.worker.vlm.layout.weights", weights))
                        .open())
                .withMessage("org/Name: weights of the layout detector are one of [fp32, int8] on a CPU, and not "
                        + weights);
    }

    @Test
    void aDetectorOnADeviceThatIsNotThere() throws IOException {
        assumeThat(hasCuda()).isFalse();
        copyWithout("none");
        layout = LAYOUT;
        Map<String, String> options = Map.of(
                "recto.worker.vlm.layout.provider",
                "cuda",
                "recto.worker.vlm.weight-cache",
                snapshot.resolve("weights").toString());
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(() -> provider(options).open())
                .withMessageStartingWith("org/Name: CUDA can't be had")
                .withMessageNotContaining("\n");
    }

    /** Whether the build brought it. */
    private static boolean hasCuda() {
        return VisionReaderProviderTest.class.getResource(
                        "/ai/onnxruntime/native/linux-x64/libonnxruntime_providers_cuda.so")
                != null;
    }

    @Test
    void aModelThatNeedsMoreMemoryThanThereIs() throws IOException {
        copyWithout("none");
        VisionReaderProvider provider = provider(Map.of("recto.worker.vlm.memory.host", "64M"));
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(provider::open)
                .withMessageStartingWith("models need ")
                .withMessageContaining("this process may take 64 MiB");
        assertThat(registry.get("recto.vlm.memory.planned.bytes").gauges())
                .extracting(gauge -> gauge.getId().getTag("part"))
                .containsExactlyInAnyOrder("weights", "cache", "vision", "features", "prompt", "pixels");
        assertThat(registry.get("recto.vlm.memory.planned.bytes").gauges())
                .allSatisfy(gauge -> assertThat(gauge.value()).isPositive());
    }

    /** A worker without models is planned, too, if Tesseract has a detector. */
    @Test
    void aDetectorOfTesseractIsPlanned() {
        Map<String, String> options =
                Map.of("recto.worker.tesseract.layout", LAYOUT.toString(), "recto.worker.vlm.memory.host", "64M");
        var provider = new VisionReaderProvider(
                Map::of, Configs.with(options), Configs.tesseract(options), registry, ConfigProvider.getConfig());
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(provider::open)
                .withMessageContaining("tesseract: layout ");
        assertThat(registry.get("recto.vlm.memory.planned.bytes")
                        .tag("model", "tesseract")
                        .tag("part", "layout")
                        .gauge()
                        .value())
                .isPositive();
    }

    @Test
    void slotsThatDoNotFitAreLeftOut() throws IOException {
        copyWithout("none");
        long slots = 4096;
        VisionReaderProvider provider = provider(Map.of(
                "recto.worker.vlm.slots",
                Long.toString(slots),
                "recto.worker.vlm.ahead",
                "0",
                "recto.worker.vlm.memory.host",
                Runtime.getRuntime().maxMemory() / (1 << 20) + 200 + "M",
                "recto.worker.vlm.memory.headroom",
                "0",
                "recto.worker.vlm.turned.detected",
                "false",
                "recto.worker.vlm.weight-cache",
                snapshot.resolve("weights").toString()));
        List<PageReader> readers = provider.open();
        try {
            assertThat(readers)
                    .singleElement()
                    .satisfies(reader -> assertThat(reader.model().slots()).isBetween(2, 40));
        } finally {
            readers.forEach(PageReader::close);
        }
    }

    @Test
    void theSameModelIsOpenedWhereNobodyChecks() throws IOException {
        copyWithout("none");
        List<PageReader> readers = provider(Map.of(
                        "recto.worker.vlm.memory.host", "64M",
                        "recto.worker.vlm.memory.checked", "false",
                        "recto.worker.vlm.turned.detected", "false",
                        "recto.worker.vlm.weight-cache",
                                snapshot.resolve("weights").toString()))
                .open();
        assertThat(readers).hasSize(1);
        readers.forEach(PageReader::close);
    }

    private VisionReaderProvider provider(Map<String, String> options) {
        return new VisionReaderProvider(
                () -> Map.of("org/Name", model()),
                Configs.with(options),
                Configs.tesseract(options),
                registry,
                ConfigProvider.getConfig());
    }

    private void assertUnusable(String message) {
        VisionReaderProvider provider = provider(Map.of());
        assertThatExceptionOfType(UnusableModelException.class)
                .isThrownBy(provider::open)
                .withMessageStartingWith(message)
                .withMessageNotContaining("\n");
    }

    private ModelsConfig.Model model() {
        return new ModelsConfig.Model() {
            @Override
            public Path snapshot() {
                return snapshot;
            }

            @Override
            public Optional<Path> layout() {
                return Optional.ofNullable(layout);
            }
        };
    }

    private void copyWithout(String name) throws IOException {
        try (Stream<Path> files = Files.list(TINY)) {
            List<Path> kept = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals(name))
                    .toList();
            for (Path file : kept) {
                Files.copy(file, snapshot.resolve(file.getFileName()));
            }
        }
    }
}
