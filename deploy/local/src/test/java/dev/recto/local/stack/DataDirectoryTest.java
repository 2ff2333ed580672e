package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path parent;

    @Test
    void keepsOneKeyForItsOwnersEyes() throws Exception {
        try (var data = new DataDirectory(parent.resolve("data"), false)) {
            data.claim();
            String key = data.key();
            assertThat(key).matches("recto-[A-Za-z0-9_-]{32}");
            assertThat(data.key()).isEqualTo(key);
            assertThat(data.existingKey()).contains(key);
            assertThat(mode(parent.resolve("data/key"))).isEqualTo("rw-------");
            assertThat(mode(parent.resolve("data"))).isEqualTo("rwx------");
        }
        assertThat(new DataDirectory(parent.resolve("data"), false).existingKey())
                .isPresent();
    }

    /** As a start leaves it that was killed before it had written. */
    @Test
    void anEmptyKeyIsNone() throws Exception {
        try (var data = new DataDirectory(parent.resolve("data"), false)) {
            data.claim();
            Files.createFile(parent.resolve("data/key"));
            Files.createFile(parent.resolve("data/key.new"));
            assertThat(data.existingKey()).isEmpty();
            assertThat(data.key()).startsWith("recto-").isEqualTo(data.key());
        }
    }

    @Test
    void hasNeitherKeyNorAddressBeforeTheFirstStart() {
        var data = new DataDirectory(parent.resolve("data"), false);
        assertThat(data.existingKey()).isEmpty();
        assertThat(data.url()).isEmpty();
    }

    @Test
    void isEmptyAgainWhenEphemeral() throws Exception {
        Path path = parent.resolve("data");
        try (var data = new DataDirectory(path, true)) {
            data.claim();
            Files.createDirectories(path.resolve("kafka/topic"));
            Files.writeString(path.resolve("kafka/topic/segment"), "bytes");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void saysWhyItCantBeWritten() throws Exception {
        Files.writeString(parent.resolve("file"), "in the way");
        assertThatThrownBy(() -> new DataDirectory(parent.resolve("file/data"), false).claim())
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("Can't write to " + parent.resolve("file/data"));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
