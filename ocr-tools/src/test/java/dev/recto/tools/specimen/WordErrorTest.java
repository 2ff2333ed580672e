package dev.recto.tools.specimen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorTest {
    @ParameterizedTest
    @CsvSource({
        "a b c d, a b c d, 0",
        "a b c d, '# a\n\n| b | c |\n- d', 0.25",
        "a b c d, a b x d, 0.25",
        "a b c d, b c d, 0.25",
        "a b c d, a b c d e, 0.25",
        "a b c d, '', 1",
        "a b, c d e f, 2"
    })
    void wordsAreCounted(String truth, String markdown, double error) {
        assertThat(WordError.of(truth, markdown)).isEqualTo(error);
    }
}
