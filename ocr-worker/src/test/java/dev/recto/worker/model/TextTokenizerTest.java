package dev.recto.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That ids equal the reference's is checked with the snapshots. */
class TextTokenizerTest {
    private static final Path GLM = Path.of("src/test/resources/models/glm-ocr-tiny");

    @TempDir
    Path directory;

    @Test
    void addsNoTokensOfItsOwn() {
        try (TextTokenizer tokenizer = TextTokenizer.open(GLM)) {
            assertThat(tokenizer.encode("")).isEmpty();
            assertThat(tokenizer.encode("<|image|><|image|>"))
                    .containsExactly(tokenizer.id("<|image|>"), tokenizer.id("<|image|>"));
            assertThat(tokenizer.decode(new int[0], false)).isEmpty();
        }
    }

    @Test
    void longTextsAreNotCut() {
        try (TextTokenizer tokenizer = TextTokenizer.open(GLM)) {
            String text = "Zeile ".repeat(5000);

            assertThat(tokenizer.decode(tokenizer.encode(text), false)).isEqualTo(text);
        }
    }

    @Test
    void aTokenThatIsNoneIsNamed() {
        try (TextTokenizer tokenizer = TextTokenizer.open(GLM)) {
            assertThatThrownBy(() -> tokenizer.id("<|no such token|>"))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("tokenizer.json: has no token <|no such token|>");
        }
    }

    @Test
    void aMissingOrBrokenFileIsNamed() throws IOException {
        assertThatThrownBy(() -> TextTokenizer.open(directory)).hasMessageContaining("tokenizer.json: is missing");

        Files.writeString(directory.resolve("tokenizer.json"), "{\"version\":");
        assertThatThrownBy(() -> TextTokenizer.open(directory))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("tokenizer.json: can't be read");
    }
}
