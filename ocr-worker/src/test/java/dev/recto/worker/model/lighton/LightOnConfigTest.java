package dev.recto.worker.model.lighton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.worker.snapshot.Snapshot;
import dev.recto.worker.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightOnConfigTest {
    @TempDir
    Path directory;

    private LightOnConfig config(String whole, String text) throws IOException {
        return LightOnConfig.of(
                Snapshot.readConfig(Files.writeString(directory.resolve("config.json"), """
                {"text_config": {"num_hidden_layers": 2, "hidden_size": 72, "vocab_size": 530, "num_attention_heads": 6,
                    "num_key_value_heads": 2, "intermediate_size": 100%s},
                 "vision_config": {"num_hidden_layers": 2, "hidden_size": 48, "num_attention_heads": 4,
                    "intermediate_size": 70, "patch_size": 8}%s}""".formatted(text, whole))));
    }

    /** transformers 5 writes of the text what its class has by default, though the model's own key is what it goes by. */
    @ParameterizedTest
    @CsvSource({
        "true, false, true",
        "false, true, false",
        "true, , true",
        "false, , false",
        ", true, true",
        ", false, true",
        ", , true"
    })
    void theModelSaysWhetherEmbeddingsAreTied(String whole, String text, boolean tied) throws IOException {
        assertThat(config(tie(whole), tie(text)).text().tiedEmbeddings()).isEqualTo(tied);
    }

    private static String tie(String value) {
        return value == null ? "" : ", \"tie_word_embeddings\": " + value;
    }

    @Test
    void whatIsAbsentHasTheDefaultsOfTheLibrary() throws IOException {
        LightOnConfig config = config("", "");

        assertThat(config.mergeSize()).isEqualTo(2);
        assertThat(config.text().shape().headSize()).isEqualTo(128);
        assertThat(config.text().shape().maxPositions()).isEqualTo(32_768);
        assertThat(config.text().epsilon()).isEqualTo(1e-6f);
        assertThat(config.vision().headSize()).isEqualTo(12);
    }

    @Test
    void layersThatSeeTheLastTokensOnlyAreRefused() {
        assertThatThrownBy(() -> config("", ", \"use_sliding_window\": true"))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("text_config.use_sliding_window must be false");
    }
}
