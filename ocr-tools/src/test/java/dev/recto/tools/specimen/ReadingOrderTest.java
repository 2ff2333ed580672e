package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingOrderTest {
    @ParameterizedTest
    @CsvSource({
        "a b c d e f, a b c d e f, 1",
        "a b c d e f, '# a b c\n\n![x](x)\n\n**d e f**', 1",
        "a b c d e f, d e f a b c, 0.5",
        "a b c d e f, a b c, 1",
        "a b c d e f g h, g h x a b c d e, 1",
        "a b c a b c d, a b c d, 1",
        "a b, '', 1"
    })
    void placesAreComparedWhateverWasMisread(String truth, String markdown, double order) {
        assertThat(ReadingOrder.of(truth, markdown)).isEqualTo(order);
    }
}
