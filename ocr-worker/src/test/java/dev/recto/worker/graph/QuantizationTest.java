package dev.recto.worker.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class QuantizationTest {
    private static final float[] ROW = {0, 1.27f, -0.635f, 0.02f, 0, 0, 0, 7};

    private static ByteBuffer encoded(Encoding encoding, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        encoding.encode(ROW, buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return buffer.flip();
    }

    @Test
    void eachBlockHasItsScale() {
        ByteBuffer scales = encoded(new Quantization(8, 4, 128).scales(), 8);
        assertThat(scales.getFloat()).isEqualTo(0.01f);
        assertThat(scales.getFloat()).isEqualTo(7 / 127f);
    }

    @Test
    void bytesAreRoundedAroundTheOffset() {
        assertThat(encoded(new Quantization(8, 4, 128).integers(), 8).array())
                .containsExactly(128, 255, 65, 130, 128, 128, 128, 255);
        assertThat(encoded(new Quantization(8, 4, 0).integers(), 8).array())
                .containsExactly(0, 127, -63, 2, 0, 0, 0, 127);
    }

    @Test
    void halfBytesGoInPairs() {
        assertThat(encoded(new Quantization(4, 4, 8).integers(), 4).array()).containsExactly(0xF8, 0x85, 0x88, 0xF8);
    }

    @Test
    void zerosHaveNoScale() {
        ByteBuffer buffer = ByteBuffer.allocate(4);
        new Quantization(8, 4, 128).integers().encode(new float[4], buffer);
        assertThat(buffer.array()).containsExactly(128, 128, 128, 128);
    }
}
