package dev.recto.worker.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program, or another library of it, may read otherwise. */
class BuildTest {
    @TempDir
    private Path folder;

    @Test
    void theProgramAndItsLibrariesCount() throws IOException {
        Path jar = file("app/worker.jar", "program");
        Path library = file("lib/main/reader-1.0.jar", "library");
        String first = digest(Optional.of(jar));
        assertThat(digest(Optional.of(jar))).isEqualTo(first);

        file("app/worker.jar", "another program");
        String second = digest(Optional.of(jar));
        Files.delete(library);
        file("lib/main/reader-1.1.jar", "library");
        assertThat(digest(Optional.of(jar))).isNotIn(first, second);
        assertThat(second).isNotEqualTo(first);
    }

    /** Whose names stay the same from build to build. */
    @Test
    void librariesOfOurOwnCountByTheirBytes() throws IOException {
        Path jar = file("app/worker.jar", "program");
        file("lib/main/dev.recto.common-model-0.1.0.jar", "model");
        String first = digest(Optional.of(jar));
        file("lib/main/dev.recto.common-model-0.1.0.jar", "another model");
        assertThat(digest(Optional.of(jar))).isNotEqualTo(first);
    }

    @Test
    void aProgramThatIsNoJarHasNothingToAdd() throws IOException {
        assertThat(digest(Optional.empty())).isEqualTo(new VersionDigest(new SmallRyeConfigBuilder().build()).value());
    }

    private static String digest(Optional<Path> jar) throws IOException {
        VersionDigest digest = new VersionDigest(new SmallRyeConfigBuilder().build());
        Build.addTo(digest, jar);
        return digest.value();
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
