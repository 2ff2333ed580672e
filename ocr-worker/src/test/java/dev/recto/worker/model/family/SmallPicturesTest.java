package dev.recto.worker.model.family;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.ModelCapability;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.TextTokenizer;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures on a page may be of any size, unlike pages; models that are asked about them must take them all. */
class SmallPicturesTest {
    @ParameterizedTest
    @CsvSource({
        "deepseek-ocr-tiny, 1, 1",
        "deepseek-ocr-tiny, 1, 900",
        "deepseek-ocr-tiny, 900, 2",
        "lightonocr-2-tiny, 1, 1",
        "lightonocr-2-tiny, 1, 900",
        "lightonocr-2-tiny, 900, 2"
    })
    void aModelThatAnnotatesThemTakesThem(String model, int width, int height) {
        Path snapshot = Path.of("src/test/resources/models", model);
        Family family = Family.of(snapshot);
        assertThat(family.capabilities()).contains(ModelCapability.PICTURE_ANNOTATION);
        try (TextTokenizer tokenizer = TextTokenizer.open(snapshot)) {
            PreparedPage prepared = family.processor(snapshot, tokenizer)
                    .prepare(new RgbImage(width, height, new byte[3 * width * height]), "Describe this picture.");

            assertThat(prepared.inputIds()).isNotEmpty();
        }
    }
}
