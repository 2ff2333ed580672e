package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others' rules say of the manifests, hooks included: the restricted Pod Security Standard, common practice. */
final class PolicyToolIT {
    private static final Path FOLDER = Chart.HOME.resolve("deploy/charts/policy");

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(FOLDER.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(npm.waitFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "s3"})
    void theyFindNothing(String example) throws IOException, InterruptedException {
        Path values = Chart.FOLDER.resolve("ci").resolve(example + ".yaml");

        assertThat(findings(Tools.render(values, Map.of()))).isEmpty();
    }

    /** What others have made writes where it likes, but keeps to the standard. */
    @Test
    void aTryFitsARestrictedNamespace() throws IOException, InterruptedException {
        assertThat(findings(Tools.render(Chart.FOLDER.resolve("ci/dev.yaml"), Map.of())))
                .isNotEmpty()
                .doesNotContain("PSS");
    }

    @Test
    void theyWouldFindWhatIsWrong() throws IOException, InterruptedException {
        String manifests = Tools.render(Chart.FOLDER.resolve("ci/gpu.yaml"), Map.of())
                .replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false")
                .replace("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true");

        assertThat(findings(manifests)).contains("KBP102", "PSS202");
    }

    private String findings(String manifests) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("manifests.yaml"), manifests);
        Process check = new ProcessBuilder("node", FOLDER.resolve("check.mjs").toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        String found = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor() == 0).as(found).isEqualTo(found.isEmpty());
        return found;
    }
}
