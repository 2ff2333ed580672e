package dev.recto.worker.model.deepseek;

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

class DeepSeekConfigTest {
    private static final Path TINY = Path.of("src/test/resources/models/deepseek-ocr-tiny/config.json");

    @TempDir
    Path directory;

    private DeepSeekConfig config(String from, String to) throws IOException {
        String text = Files.readString(TINY).replaceAll("\\s+", "");
        assertThat(text).contains(from);
        return DeepSeekConfig.of(
                Snapshot.readConfig(Files.writeString(directory.resolve("config.json"), text.replace(from, to))));
    }

    @Test
    void globalLayersThatThereAreNotAreNone() throws IOException {
        assertThat(config("\"global_attn_indexes\":[1,3]", "\"global_attn_indexes\":[2,5,8,11]")
                        .sam()
                        .globalLayers())
                .containsExactly(2);
    }

    @Test
    void embeddingsMayBeTied() throws IOException {
        assertThat(config("\"lm_head\":true", "\"lm_head\":true").text().tiedEmbeddings())
                .isFalse();
        assertThat(config("\"lm_head\":true", "\"tie_word_embeddings\":true")
                        .text()
                        .tiedEmbeddings())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"lm_head\":true | \"rope_scaling\":{\"type\":\"yarn\",\"factor\":4} | rope_scaling.rope_type",
                "\"lm_head\":true | \"attention_bias\":true | attention_bias"
            })
    void anotherNetworkIsRefused(String from, String to, String key) {
        assertThatThrownBy(() -> config(from, to))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(key);
    }
}
