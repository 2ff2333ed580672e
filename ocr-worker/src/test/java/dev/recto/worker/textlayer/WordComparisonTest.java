package dev.recto.worker.textlayer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordComparisonTest {
    private static final Spelling SPELLING = new Spelling(0.2);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "One line of words; words of one LINE",
                "the exam-\\nple of a word; The example of a word",
                "Title text; # **Title**\\n\\ntext",
                "a b 1 2; | a | b |\\n| --- | --- |\\n| 1 | 2 |",
                "a b 1 2; <table><tr><td colspan='2'>a b</td></tr><tr><td>1</td><td>2</td></tr></table>",
                "Only text; Only text ![img-0.jpeg](img-0.jpeg)",
                "e = mc2; $e = \\mathrm{mc2}$",
                "ﬁve oﬃces; five offices",
                "documents; docurnents",
                "; ---",
                "東京 都庁; 東 京都庁"
            })
    void whatSaysTheSameAgrees(@Nullable String one, @Nullable String other) {
        assertThat(mismatch(one, other)).isZero();
        assertThat(mismatch(other, one)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "total 900; total 500; 0.375",
                "shown hidden; shown; 0.375",
                "same; ; 1",
                "one two; three four; 1",
                "again again; again; 0.3333"
            })
    void whatSaysSomethingElseDoesNot(@Nullable String one, @Nullable String other, double share) {
        assertThat(mismatch(one, other)).isCloseTo(share, within(0.001));
        assertThat(mismatch(other, one)).isCloseTo(share, within(0.001));
    }

    /** What a hostile file may claim. */
    @Test
    @Timeout(60)
    void anythingIsComparedInTime() {
        String claims = "a-\n ".repeat(100_000) + "<".repeat(100_000) + "![".repeat(100_000) + "\\".repeat(100_000);
        assertThat(WordComparison.mismatch(claims, claims, SPELLING)).isZero();
        assertThat(WordComparison.mismatch("word".repeat(1_000_000), "x".repeat(1_000_000), SPELLING))
                .isEqualTo(1);
    }

    private static double mismatch(@Nullable String one, @Nullable String other) {
        return WordComparison.mismatch(lines(one), lines(other), SPELLING);
    }

    private static String lines(@Nullable String text) {
        return text == null ? "" : text.replace("\\n", "\n");
    }
}
