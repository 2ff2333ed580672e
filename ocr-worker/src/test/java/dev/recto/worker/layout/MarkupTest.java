package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "__init__ of List<String>; \\_\\_init\\_\\_ of List\\<String>",
                "Price* and tax*; Price* and tax*",
                "2*3*4 and a_b_c; 2\\*3\\*4 and a_b_c",
                "# 12; \\# 12",
                "> 12 and #3; \\> 12 and #3",
                "+49 40; +49 40",
                "a < b > c; a < b > c",
                "<Signature> here; \\<Signature> here",
                "`ls` and `cd; \\`ls\\` and \\`cd",
                "an `acute; an `acute",
                "+ 3 of; \\+ 3 of",
                "R&D &amp, more; R&D &amp, more",
                "C:\\_a C:\\b; C:\\\\_a C:\\b",
                "f[i](x); f[i\\](x)",
                "[1]: a source; [1]\\: a source",
                "~250 or ~~300 and; ~250 or ~~300 and",
                "12.; 12\\."
            })
    void whatWasReadIsNoMarkup(String read, String markdown) {
        assertThat(escaped(read, Markup.Place.BLOCK)).isEqualTo(markdown);
    }

    @Test
    void anEntityStandsForItself() {
        assertThat(escaped("R&D &amp; more", Markup.Place.BLOCK)).isEqualTo("R&D \\&amp; more");
    }

    @Test
    void aCellBeginsNoBlockAndAHeadingMayEnd() {
        assertThat(escaped("# 12 | 13", Markup.Place.CELL)).isEqualTo("# 12 \\| 13");
        assertThat(escaped("1. C #", Markup.Place.HEADING)).isEqualTo("1. C \\#");
    }

    private static String escaped(String text, Markup.Place place) {
        BitSet marks = Markup.of(text, place);
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            escaped.append(marks.get(i) ? "\\" : "").append(i < text.length() ? text.substring(i, i + 1) : "");
        }
        return escaped.toString();
    }
}
