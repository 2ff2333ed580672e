package dev.recto.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndTokensTest {
    @TempDir
    Path directory;

    private void write(String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content);
    }

    @Test
    void theGenerationConfigWins() throws IOException {
        write("config.json", "{\"eos_token_id\": 1}");
        write("generation_config.json", "{\"eos_token_id\": [2, 3]}");

        assertThat(EndTokens.read(directory)).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void theConfigIsNextWithItsParts() throws IOException {
        write("config.json", "{\"eos_token_id\": 1}");
        assertThat(EndTokens.read(directory)).containsExactly(1);

        write("config.json", "{\"eos_token_id\": null, \"text_config\": {\"eos_token_id\": [4]}}");
        assertThat(EndTokens.read(directory)).containsExactly(4);

        write("config.json", "{\"language_config\": {\"eos_token_id\": 5}}");
        assertThat(EndTokens.read(directory)).containsExactly(5);
    }

    @Test
    void aModelWithoutEndIsRefused() throws IOException {
        write("config.json", "{}");

        assertThatThrownBy(() -> EndTokens.read(directory)).hasMessageContaining("config.json: names no end token");
    }
}
