package dev.recto.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever builds the same sources gets the same images, wherever and whenever. */
final class ReproducibleIT {
    private static final Path HOME = Path.of(System.getProperty("recto.home"));
    private static final Path IMAGES = Path.of(System.getProperty("recto.images"));
    private static final int BUILD_MINUTES = 30;
    private static final String COPY = "git ls-files -z --cached --others --exclude-standard"
            + " | tar --create --null --files-from=- | tar --extract --directory=\"$0\"";

    @TempDir
    Path folder;

    @Test
    void aBuildInAnotherPlaceMakesTheSameImages() throws Exception {
        Path place = Files.createDirectories(folder.resolve("elsewhere"));
        run(HOME, List.of("/bin/sh", "-ec", COPY, place.toString()));

        run(
                place,
                List.of(
                        "./mvnw",
                        "--batch-mode",
                        "--offline",
                        "--quiet",
                        "-Pimages",
                        "-Dmaven.test.skip",
                        "--projects=deploy/images",
                        "--also-make",
                        "package"));

        for (String name : List.of("recto-api", "recto-worker")) {
            Path there = place.resolve("deploy/images/target/images").resolve(name + ".tar");
            assertThat(digest(there, name + "-there")).isEqualTo(digest(IMAGES.resolve(name + ".tar"), name));
        }
    }

    /** Between the two this process has done something else with method handles. */
    @Test
    void aRuntimeIsTheSameHoweverItIsLinked() throws IOException {
        Path first = JavaRuntime.link(folder.resolve("first"));
        assertThat(List.of(1.5, 2.5))
                .map(each -> "%s %s %s".formatted(each, each, each))
                .isNotEmpty();
        Path second = JavaRuntime.link(folder.resolve("second"));

        assertThat(Files.mismatch(first.resolve("lib/modules"), second.resolve("lib/modules")))
                .isEqualTo(-1);
    }

    private String digest(Path archive, String name) throws IOException, InterruptedException {
        return OciArchive.extract(archive, folder.resolve(name)).digest();
    }

    private static void run(Path place, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
