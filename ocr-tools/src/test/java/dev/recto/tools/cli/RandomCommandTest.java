package dev.recto.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import dev.recto.worker.engine.SessionExecutor;
import dev.recto.worker.graph.ModelOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter errors = new StringWriter();

    private int run(String... arguments) {
        return ModelCommand.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
    }

    private static String tinyConfig(String family) {
        return TinySnapshots.of(family + "-tiny/config.json").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr", "lightonocr-2", "glm-ocr"})
    void writesWhatTheLoaderNeeds(String family) throws Exception {
        Path snapshot = directory.resolve("snapshot");
        assertThat(run("random", family, snapshot.toString(), "--config", tinyConfig(family)))
                .isZero();
        ModelOptions options = ModelOptions.cpu(1).withWeightCache(directory.resolve("cache"));
        try (SessionExecutor executor = SessionExecutor.open(snapshot, options, 1, 16)) {
            assertThat(executor.slotTokens()).isEqualTo(16);
        }
        byte[] once = Files.readAllBytes(snapshot.resolve("model.safetensors"));
        assertThat(run("random", family, snapshot.toString(), "--config", tinyConfig(family)))
                .isZero();
        assertThat(Files.readAllBytes(snapshot.resolve("model.safetensors"))).isEqualTo(once);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run("random", "gpt", directory.toString())).isEqualTo(2);
        assertThat(errors.toString()).contains("there is no family gpt");
        assertThat(run("random", "glm-ocr", directory.toString(), "--config", tinyConfig("lightonocr-2")))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("not a configuration of glm-ocr");
    }
}
