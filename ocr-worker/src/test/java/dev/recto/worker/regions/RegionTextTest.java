package dev.recto.worker.regions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.detector.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tables of the tiny snapshot's golden data leave open. */
class RegionTextTest {
    private static String text(String answer) {
        return RegionText.markdown(Label.TEXT, answer, AnswerStyle.PLAIN);
    }

    @Test
    void aLongTextThatRepeatsItselfEndsBehindTheFirstTime() {
        String sentence = "The same sentence. ";

        assertThat(text("Before it. " + sentence.repeat(200))).isEqualTo("Before it. The same sentence");
        assertThat(text(sentence.repeat(20))).isEqualTo(sentence.repeat(20).strip());
    }

    @Test
    void aLongTextOfTheSameLinesEndsBehindTheFirst() {
        StringBuilder lines = new StringBuilder("one\n");
        for (int i = 0; i < 60; i++) {
            lines.append("same\n".repeat(8)).append("other ").append(i).append('\n');
        }

        assertThat(text(lines.toString())).isEqualTo("one\n\nsame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a$ x $b | a $x$ b",
                "$ 5 and $ | $5 and$",
                "$ a \\$ b $ c | $a \\$ b$ c",
                "$$ x $$ | $$ x $$",
                "only $ one | only $ one"
            })
    void formulasInTextAreSetApart(String answer, String expected) {
        assertThat(text(answer)).isEqualTo(expected);
    }

    /** A list, a table or a verse in a region of text are markdown already. */
    @Test
    void whatIsMarkdownStaysAsItIs() {
        String list = "* one\n* two\n\n1.half";
        String table = "| a | b |\n| --- | --- |\n| 1 | 2 |";

        assertThat(RegionText.markdown(Label.TEXT, list, AnswerStyle.MARKDOWN)).isEqualTo(list);
        assertThat(RegionText.markdown(Label.TABLE, table, AnswerStyle.MARKDOWN))
                .isEqualTo(table);
        assertThat(RegionText.markdown(Label.PARAGRAPH_TITLE, "### Heading", AnswerStyle.MARKDOWN))
                .isEqualTo("## Heading");
        assertThat(RegionText.markdown(Label.DISPLAY_FORMULA, "$$x$$", AnswerStyle.MARKDOWN))
                .isEqualTo("$$\nx\n$$");
        assertThat(RegionText.markdown(Label.ALGORITHM, "```\na\nb", AnswerStyle.MARKDOWN))
                .isEqualTo("```\na\nb\n```");
    }

    /** Patterns that go back and forth would take hours here, or the stack. */
    @Test
    void whateverAModelSaysTakesLittleTime() {
        for (String answer : new String[] {
            "$" + " ".repeat(50_000),
            "$" + "\\$".repeat(20_000),
            "a".repeat(50_000) + "b",
            "\\_".repeat(20_000),
            "\\t".repeat(20_000) + "x",
            "#".repeat(50_000)
        }) {
            assertThat(text(answer)).isNotNull();
        }
    }

    @Test
    void anUnclosedFenceIsClosed() {
        assertThat(text("```\ncode")).isEqualTo("```\n\ncode\n\n```");
    }

    @Test
    void tablesStayAsTheyAre() {
        String table = "<table><tr><td>a....\nb</td></tr></table>";

        assertThat(RegionText.markdown(Label.TABLE, table, AnswerStyle.PLAIN)).isEqualTo(table);
    }
}
