package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    /** 0x3F80 is 1, whose successor is 1 + 2⁻⁷; halves go to the even neighbour. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 0x3F80",
        "1.00390625, 0x3F80",
        "1.01171875, 0x3F82",
        "1.0039064, 0x3F81",
        "-2.0, 0xC000",
        "3.4028235e38, 0x7F80",
        "NaN, 0x7FC0"
    })
    void roundsToNearestEven(float value, int bits) {
        assertThat(Numbers.toBfloat16(value) & 0xFFFF).isEqualTo(bits);
    }

    @Test
    void goesThroughEachTypeAndBack() {
        float[] exact = {0, 1, -2.5f, 0.15625f};
        for (ElementType type : new ElementType[] {ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16}) {
            try (Tensor tensor = Numbers.tensor(type, exact, 2, 2)) {
                assertThat(tensor.type()).isEqualTo(type);
                assertThat(Numbers.toFloats(tensor)).containsExactly(exact);
            }
        }
    }
}
