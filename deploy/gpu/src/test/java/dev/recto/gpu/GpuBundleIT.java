package dev.recto.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive where there is nothing else, without a GPU: all stages on the processor, with tiny dimensions. */
class GpuBundleIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("recto.gpu.bundle"));
    private static final long LARGEST = 60_000_000;

    @TempDir
    Path folder;

    @Test
    void isSmallAndRunsByItself() throws Exception {
        assertThat(ARCHIVE).isNotEmptyFile();
        assertThat(Files.size(ARCHIVE)).isLessThanOrEqualTo(LARGEST);
        assertThat(run(List.of("tar", "xJf", ARCHIVE.toString(), "-C", folder.toString())))
                .isZero();

        int result = run(List.of(
                folder.resolve("recto-gpu/run-all").toString(),
                "--provider=cpu",
                "--tiny",
                "--in-flight=1,2",
                "--size=112x112",
                "--new-tokens=8"));

        assertThat(result).as(Files.readString(folder.resolve("log"))).isZero();
        assertThat(folder.resolve("recto-gpu/report.md"))
                .content()
                .contains(
                        "| verify glm-ocr | done |", "| bench deepseek-ocr | done |", "| profile lightonocr-2 | done |")
                .contains(" passed, 0 failed", "GroupQueryAttention")
                .doesNotContain("**");
    }

    /** With nothing of this process's surroundings. */
    private int run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", folder.resolve("home").toString());
        return builder.start().waitFor();
    }
}
