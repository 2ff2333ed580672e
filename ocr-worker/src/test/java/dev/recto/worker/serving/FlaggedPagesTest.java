package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.PageFlag;
import dev.recto.model.ReadOptions;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageReader;
import dev.recto.worker.reader.PageReading;
import dev.recto.worker.scan.TextPage;
import dev.recto.worker.scan.Turn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller should know about a page, as the worker opens its models: every family, small and untrained. */
class FlaggedPagesTest {
    private static final RgbImage TEXT = TextPage.of(600, 20, 18);

    @TempDir
    static Path weights;

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void blankPagesAreNotRead(String model) {
        byte[] white = new byte[3 * 400 * 500];
        Arrays.fill(white, (byte) 0xff);
        PageReading reading = read(model, new RgbImage(400, 500, white), Map.of());
        assertThat(reading.flags()).containsExactly(PageFlag.BLANK);
        assertThat(reading.markdown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void turnedPagesAreReadAsIfTheyStoodUpright(String model) {
        PageReading upright = read(model, TEXT, Map.of());
        PageReading turned = read(model, Turn.LEFT.apply(TEXT), Map.of());
        assertThat(upright.flags()).doesNotContain(PageFlag.ROTATED);
        assertThat(turned.flags()).contains(PageFlag.ROTATED);
        assertThat(turned.markdown()).isNotEmpty().isEqualTo(upright.markdown());
        assertThat(turned.dimensions().width()).isEqualTo(TEXT.height());

        PageReading shown = read(model, Turn.LEFT.apply(TEXT), Map.of("recto.worker.vlm.turned.detected", "false"));
        assertThat(shown.flags()).doesNotContain(PageFlag.ROTATED);
        assertThat(shown.markdown()).isNotEqualTo(upright.markdown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void pagesAreCutOffAtTheLimit(String model) {
        PageReading reading = read(model, TEXT, Map.of("recto.worker.vlm.max-new-tokens", "4"));
        assertThat(reading.flags()).contains(PageFlag.TRUNCATED);
        assertThat(reading.usage().completionTokens()).isEqualTo(4);
    }

    /** A token twice is a loop here, and untrained networks say some twice about one or another page. */
    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void pagesThatRunInCirclesEndBeforeTheCircle(String model) throws IOException {
        List<Set<PageFlag>> flags = new ArrayList<>();
        for (String page : List.of("portrait", "strip", "table", "text")) {
            RgbImage image = PagesOfImages.read(
                    snapshot(model).snapshot().resolve("golden").resolve(page).resolve("image.png"));
            flags.add(read(
                            model,
                            image,
                            Map.of(
                                    "recto.worker.vlm.max-new-tokens", "48",
                                    "recto.worker.vlm.loop.minimum-tokens", "2",
                                    "recto.worker.vlm.loop.minimum-copies", "2",
                                    "recto.worker.vlm.loop.retry-temperature", "0"))
                    .flags());
        }
        assertThat(flags).anySatisfy(each -> assertThat(each).contains(PageFlag.REPETITION));
    }

    private static PageReading read(String model, RgbImage page, Map<String, String> more) {
        TreeMap<String, String> options = new TreeMap<>(Map.of(
                "recto.worker.vlm.max-new-tokens", "24",
                "recto.worker.vlm.slots", "1",
                "recto.worker.vlm.slot-tokens", "1024",
                "recto.worker.vlm.threads", "1",
                "recto.worker.vlm.weight-cache", weights.toString()));
        options.putAll(more);
        VisionReaderProvider provider = new VisionReaderProvider(
                () -> Map.of("org/Name", snapshot(model)),
                Configs.with(options),
                Configs.tesseract(options),
                new SimpleMeterRegistry(),
                ConfigProvider.getConfig());
        try (PageReader reader = provider.open().getFirst()) {
            return reader.read(new PagesOfImages().request(page, ReadOptions.DEFAULT));
        }
    }

    private static ModelsConfig.Model snapshot(String model) {
        return new ModelsConfig.Model() {
            @Override
            public Path snapshot() {
                return Path.of("src/test/resources/models", model);
            }

            @Override
            public Optional<Path> layout() {
                return Optional.empty();
            }
        };
    }
}
