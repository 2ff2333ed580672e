package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.recto.worker.reader.PageNotTriedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullDiskTest {
    @Test
    void isToldByWhatTheSystemSays() {
        assertThatExceptionOfType(PageNotTriedException.class)
                .isThrownBy(() -> FullDisk.told(() -> Files.writeString(Path.of("/dev/full"), "a page")));
    }

    @Test
    void aDocumentCantSayIt() {
        assertThatIOException()
                .isThrownBy(() -> FullDisk.told(() -> {
                    throw new IOException("Expected 'obj' but found 'No space left on device'");
                }));
    }
}
