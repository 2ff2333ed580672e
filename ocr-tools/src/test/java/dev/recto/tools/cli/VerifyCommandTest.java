package dev.recto.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.tools.TinySnapshots;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class VerifyCommandTest {
    @TempDir
    Path directory;

    private final StringWriter output = new StringWriter();

    private int run(String... arguments) {
        CommandLine commandLine = ModelCommand.commandLine();
        commandLine.setOut(new PrintWriter(output));
        commandLine.setErr(new PrintWriter(output));
        return commandLine.execute(arguments);
    }

    @Test
    void saysOfAGoodSnapshotThatNothingFailed() {
        int status = run(
                "verify",
                "--threads",
                "2",
                "--weight-cache",
                directory.toString(),
                TinySnapshots.of("glm-ocr-tiny").toString());

        assertThat(output.toString())
                .containsPattern("(?m)^\\d{2,} passed, 0 failed$")
                .doesNotContain("FAIL");
        assertThat(status).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ocr-tiny", "lightonocr-2-tiny", "glm-ocr-tiny"})
    void pagesThatGoThroughTheVisionTowersTogetherAreComparedAsWell(String name) {
        int status = run(
                "verify",
                "--threads=2",
                "--vision-batch=4",
                "--weight-cache=" + directory,
                TinySnapshots.of(name).toString());

        assertThat(output.toString())
                .containsPattern("(?m)^ok {4}text/image_embeds in a batch: ")
                .doesNotContain("FAIL");
        assertThat(status).isZero();
    }

    @Test
    void aDirectoryWithoutSnapshotIsAFailure() {
        int status = run("verify", directory.toString());

        assertThat(output.toString()).contains("tokenizer.json: is missing").contains("0 passed, 1 failed");
        assertThat(status).isEqualTo(1);
    }

    @Test
    void noDirectoryIsAnErrorOfUse() {
        assertThat(run("verify")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(output.toString()).contains("Usage: ./recto model verify");
    }
}
