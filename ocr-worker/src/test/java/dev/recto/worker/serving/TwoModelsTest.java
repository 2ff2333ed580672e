package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.Block;
import dev.recto.model.Box;
import dev.recto.model.ModelCapability;
import dev.recto.model.ReadOptions;
import dev.recto.worker.engine.EngineListener;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageReading;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both networks: what is served of a page is what each of its reference regions is read as by itself. */
class TwoModelsTest {
    private static final Path MODELS = Path.of("src/test/resources/models");
    private static final Path LAYOUT = MODELS.resolve("pp-doclayout-v3-tiny");

    @TempDir
    static Path weights;

    private static VisionReader open(String family, boolean layout, Map<String, String> more) {
        TreeMap<String, String> properties = new TreeMap<>(Map.of(
                "recto.worker.vlm.max-new-tokens", "12",
                "recto.worker.vlm.slots", "2",
                "recto.worker.vlm.slot-tokens", "512",
                "recto.worker.vlm.threads", "2",
                "recto.worker.vlm.weight-cache", weights.toString()));
        properties.putAll(more);
        VisionConfig config = Configs.with(properties);
        return VisionReaders.open(
                "org/Name",
                MODELS.resolve(family),
                layout
                        ? Optional.of(new LayoutModel(LAYOUT, new LayoutMeters(new SimpleMeterRegistry(), "org/Name")))
                        : Optional.empty(),
                config,
                config.slots(),
                EngineListener.NONE);
    }

    private static PageReading read(VisionReader reader, RgbImage page, @Nullable String prompt) {
        ReadOptions options = new ReadOptions(prompt, null, null, null, true, false, false);
        return reader.read(new PagesOfImages().request(page, options));
    }

    /** The options are those that pages are read with whole in the way that regions are. */
    @ParameterizedTest
    @CsvSource({
        "glm-ocr-tiny, recto.worker.vlm.glm.repetition-penalty, 1.1,",
        "lightonocr-2-tiny, recto.worker.vlm.lighton.top-p, 0.9,",
        "deepseek-ocr-tiny, recto.worker.vlm.deepseek.top-p, 1, Free OCR."
    })
    void eachReferenceRegionIsReadInItsPlace(String family, String option, String value, @Nullable String prompt)
            throws IOException {
        Path golden = LAYOUT.resolve("golden/portrait");
        RgbImage page = PagesOfImages.read(golden.resolve("image.png"));
        List<List<Integer>> boxes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try (VisionReader whole = open(family, false, Map.of(option, value))) {
            for (JsonNode region :
                    new ObjectMapper().readTree(golden.resolve("regions.json").toFile())) {
                int[] crop = new ObjectMapper().convertValue(region.get("crop"), int[].class);
                RgbImage pixels = page.crop(crop[0], crop[1], crop[2] - crop[0], crop[3] - crop[1]);
                texts.add(read(whole, pixels, prompt).markdown());
                int[] box = new ObjectMapper().convertValue(region.get("box"), int[].class);
                boxes.add(List.of(box[0], box[1], box[2], box[3]));
            }
        }

        try (VisionReader reader = open(family, true, Map.of())) {
            PageReading reading = read(reader, page, null);

            assertThat(reader.model().capabilities())
                    .contains(ModelCapability.REGIONS, ModelCapability.BLOCKS, ModelCapability.PICTURE_ANNOTATION);
            assertThat(reading.blocks())
                    .extracting(block -> List.of(
                            box(block).left(),
                            box(block).top(),
                            box(block).right(),
                            box(block).bottom()))
                    .isEqualTo(boxes);
            assertThat(texts).hasSize(8).allSatisfy(text -> assertThat(text).isNotBlank());
            for (int i = 0; i < texts.size(); i++) {
                Block block = reading.blocks().get(i);
                assertThat(letters(reading.markdown().substring(block.start(), block.end())))
                        .isEqualTo(letters(texts.get(i)));
            }
        }
    }

    private static Box box(Block block) {
        return Objects.requireNonNull(block.box());
    }

    /** Formatting aside. */
    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{Nd}]", "");
    }

    @Test
    void aThresholdAboveAllScoresLeavesThePageWhole() throws IOException {
        RgbImage page = PagesOfImages.read(LAYOUT.resolve("golden/portrait/image.png"));
        try (VisionReader reader = open("glm-ocr-tiny", true, Map.of("recto.worker.vlm.layout.threshold", "0.99"))) {
            assertThat(read(reader, page, null).blocks()).isEmpty();
        }
    }
}
