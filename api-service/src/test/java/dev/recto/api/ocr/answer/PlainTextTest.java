package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "# Delivery note 118 ~ Delivery note 118",
                "a **bold** and *slanted* word ~ a bold and slanted word",
                "2 * 3 * 4 ~ 2 * 3 * 4",
                "snake_case_name ~ snake_case_name",
                "see [the page](https://example.org/a) ~ see the page",
                "before ![img-0.jpeg](img-0.jpeg) behind ~ before  behind",
                "> said ~ said",
                "- first ~ - first",
                "<b>x</b> < y ~ x < y",
                "20\\. B ~ 20. B",
                "\\# 7, \\- 8 and \\<user\\> ~ # 7, - 8 and <user>",
                "see \\[1\\] and \\[a, b\\] ~ see [1] and [a, b]",
                "\\$5 and \\$6, A\\_B \\*c\\* ~ $5 and $6, A_B *c*",
                "Fees ($) and *costs* ($) ~ Fees ($) and costs ($)",
                "$100/kg *at* most (US$) ~ $100/kg at most (US$)",
                "US$5 for *one*, CA$6 for two ~ US$5 for one, CA$6 for two",
                "so $a_1*b*c_2$ is $n*m*k$ ~ so $a_1*b*c_2$ is $n*m*k$"
            })
    void markupGoesAndWordsStay(String markdown, String text) {
        assertThat(PlainText.of(markdown)).isEqualTo(text);
    }

    @Test
    void aTableBecomesLinesOfCells() {
        assertThat(PlainText.of("| Item | Pieces |\n| --- | ---: |\n| Lamp \\| tall | 4 |\n\nEnd"))
                .isEqualTo("Item\tPieces\nLamp | tall\t4\n\nEnd");
        assertThat(PlainText.of("<table><tr><td>Lamp</td><td>4</td></tr></table>"))
                .isEqualTo("Lamp\t4");
    }

    @Test
    void whatIsStruckOutIsAWordAsOthersAre() {
        assertThat(PlainText.of("not ~~two~~ three, ~5 or ~6")).isEqualTo("not two three, ~5 or ~6");
    }

    @Test
    void linesOfAParagraphStay() {
        assertThat(PlainText.of("one\ntwo  \nthree<br>four\n\n\nfive")).isEqualTo("one\ntwo\nthree\nfour\n\nfive");
    }

    @Test
    void listsKeepTheirMarks() {
        assertThat(PlainText.of("Before\n\n- one\n  - two\n- three\n\nBetween\n\n3. third\n4. fourth\n\nBehind"))
                .isEqualTo("Before\n\n- one\n  - two\n- three\n\nBetween\n\n3. third\n4. fourth\n\nBehind");
    }

    @Test
    void numbersThatAreNoListStayAsTheyAre() {
        assertThat(PlainText.of("10\\. ten\n\n20\\. twenty\n\n3\\. Oktober\n\n(1) one"))
                .isEqualTo("10. ten\n\n20. twenty\n\n3. Oktober\n\n(1) one");
    }

    @Test
    void anElementWithoutAnEndTakesNothingAlong() {
        assertThat(PlainText.of("Put the <script> tag last.\n\nMore, <STYLE>too"))
                .isEqualTo("Put the <script> tag last.\n\nMore, <STYLE>too");
    }

    @Test
    void anItemWithoutTextStaysByItself() {
        assertThat(PlainText.of("- a\n- \n\nNext")).isEqualTo("- a\n- \n\nNext");
    }

    @Test
    void aFirstCellWithoutTextKeepsItsPlace() {
        assertThat(PlainText.of("| | A | B |\n| --- | --- | --- |\n| 1 | 2 | 3 |"))
                .isEqualTo("\tA\tB\n1\t2\t3");
    }

    @Test
    void whatIsNoMarkupIsKept() {
        assertThat(PlainText.of("5 \\* 3 &amp; $a_1*b*c_2$ and <|end|>")).isEqualTo("5 * 3 & $a_1*b*c_2$ and <|end|>");
    }

    /** What is no tag of a model was read on the page. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh <user>@<host>",
                "a List<String> and a List<S>",
                "<Signature>",
                "if x<y and y>z",
                "if a<b and b>c",
                "a <script>alert(1)</script> b",
                "<note>\n  <to>Tove</to>\n</note>",
                "<?xml version=\"1.0\"?>",
                "<!-- no end"
            })
    void markupOfTheDocumentIsText(String markdown) {
        assertThat(PlainText.of(markdown).replaceAll("\n +", "\n")).isEqualTo(markdown.replaceAll("\n +", "\n"));
    }

    @Test
    void aCommentIsNoText() {
        assertThat(PlainText.of("a <!-- x > y --> b\n\n<!-- b -->\n\nc")).isEqualTo("a  b\n\nc");
    }

    @Test
    void codeStaysAsItIs() {
        assertThat(PlainText.of("```java\nint i;\n```")).isEqualTo("int i;");
        assertThat(PlainText.of("a\n\n```\n  if (x) {\n\n    * y * z\n```\n\nb"))
                .isEqualTo("a\n\n  if (x) {\n\n    * y * z\n\nb");
    }
}
