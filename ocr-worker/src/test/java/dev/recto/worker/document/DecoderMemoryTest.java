package dev.recto.worker.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.DocumentKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderMemoryTest {
    private static final long MEGA = 1 << 20;

    @ParameterizedTest
    @CsvSource({"JPEG2000, 38", "WEBP, 27", "PNG, 768"})
    void threeQuartersOfTheHeapAreForOnePicture(DocumentKind kind, long most) {
        assertThat(DecoderMemory.suffices(kind, most * MEGA, 1024 * MEGA)).isTrue();
        assertThat(DecoderMemory.suffices(kind, (most + 1) * MEGA, 1024 * MEGA)).isFalse();
    }
}
