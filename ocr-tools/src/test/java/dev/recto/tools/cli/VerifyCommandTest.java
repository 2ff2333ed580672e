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

    /** On any processor: where no bytes are multiplied, the weights of int8 still differ from those of fp32. */
    @Test
    void holdsASnapshotWithoutReferenceToItself() {
        int status = run(
                "verify",
                "--against-itself",
                "--weights=int8",
                "--threads=2",
                "--weight-cache=" + directory,
                TinySnapshots.of("lightonocr-2-tiny").toString());

        assertThat(output.toString())
                .containsPattern("(?m)^ok {4}step_logits: .* % of its size")
                .containsPattern("(?m)^note {2}tokens: \\d+ of 32 as in fp32$")
                .contains("2 passed, 0 failed");
        assertThat(status).isZero();
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
