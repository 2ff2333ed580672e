package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownPagesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "and so it # goes on. # and so it goes on.",
                "an exam- # ple of words # an example of words",
                "a soft exam\u00AD # ple # a soft example",
                "IN CAPI- # TALS # IN CAPITALS",
                "it is well- # known # it is well-known",
                "a non- # profit # a non-profit",
                "peut- # être # peut-être",
                "a state-of-the- # art # a state-of-the-art",
                "Haupt- # und Nebensatz # Haupt- und Nebensatz",
                "pre- # or post-war # pre- or post-war",
                "in Baden- # Württemberg # in Baden-Württemberg",
                "text-based, then a text- # based one # text-based, then a text-based one",
                "- first\\n- a second that # is long # - first\\n- a second that is long",
                "1. an item # of a list # 1. an item of a list",
                "straße und # ähnliches # straße und ähnliches"
            })
    void whatGoesOnOverTheEndOfAPageIsOne(String before, String after, String joined) throws IOException {
        assertThat(text(lines(before), lines(after))).isEqualTo(lines(joined) + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "It ends. ~ then another",
                "It ends.\u201D ~ then another",
                "a list: ~ then its items",
                "No end ~ Another begins",
                "No end ~ # heading",
                "# heading ~ then text",
                "| a | ~ then text",
                "![p](p) ~ then text",
                "text then ~ - an item",
                "text then ~ 1. an item",
                "$$x$$ ~ then text",
                "<table></table> ~ then text"
            })
    void whatDoesNotGoOnStaysApart(String before, String after) throws IOException {
        assertThat(text(before, after)).isEqualTo(before + "\n\n" + after + "\n");
    }

    @Test
    void whatAnItemGoesOnWithBehindAnEmptyLineStaysInIt() throws IOException {
        String list = "- one\n\n  goes on\n\n  - two\n\n    ```\n    code\n    ```\n\nOutside";
        assertThat(text(list)).isEqualTo(list + "\n");
        assertThat(text("Text\n\n  no item")).isEqualTo("Text\n\nno item\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- step\n\n  ```\n  code\n  ```",
                "- step\n\n  ![img-0.jpeg](img-0.jpeg)",
                "- step\n\n  | 1 | 2 |\n  | - | - |"
            })
    void nothingGoesOnFromWhatIsNoText(String list) throws IOException {
        assertThat(text(list, "and then")).isEqualTo(list + "\n\nand then\n");
        assertThat(text("- step\n\n  of it", "and then")).isEqualTo("- step\n\n  of it and then\n");
    }

    @Test
    void aTableThatRepeatsItsHeaderIsOne() throws IOException {
        String first = "before\n\n| a | b |\n| --- | --- |\n| 1 | 2 |";
        assertThat(text(first, "| a | b |\n| --- | --- |\n| 3 | 4 |\n\nbehind"))
                .isEqualTo("before\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n\nbehind\n");
        assertThat(text(first, "| x | y |\n| --- | --- |\n| 3 | 4 |"))
                .endsWith("| 1 | 2 |\n\n| x | y |\n| --- | --- |\n| 3 | 4 |\n");
        assertThat(text(first, "| a | b |\n| --- | --- |")).endsWith("| 1 | 2 |\n\n| a | b |\n| --- | --- |\n");
    }

    @Test
    void soIsOneOfHtml() throws IOException {
        String head = "<thead><tr><th>a</th></tr></thead>";
        assertThat(text(
                        "<table>" + head + "<tbody><tr><td>1</td></tr></tbody></table>",
                        "<table>" + head + "<tbody><tr><td>2</td></tr></tbody></table>"))
                .isEqualTo("<table>" + head
                        + "<tbody><tr><td>1</td></tr></tbody><tbody><tr><td>2</td></tr></tbody></table>\n");
        assertThat(text("<table><tr><td>a</td></tr></table>", "<table><tr><td>b</td></tr></table>"))
                .isEqualTo("<table><tr><td>a</td></tr></table>\n\n<table><tr><td>b</td></tr></table>\n");
    }

    @Test
    void overThreePagesAndAnEmptyOne() throws IOException {
        assertThat(text("one", "two", "", "three. Now\n\ncode:\n\n```\na\n\nb\n```"))
                .isEqualTo("one two three. Now\n\ncode:\n\n```\na\n\nb\n```\n");
    }

    /** A table of a thousand pages is not held until its end. */
    @Test
    void whatGoesOnWithoutEndIsWrittenPieceByPiece() throws IOException {
        StringBuilder out = new StringBuilder();
        MarkdownPages pages = new MarkdownPages(out, block -> block);
        String head = "| a |\n| --- |\n";
        String page = head + "| 1 |\n".repeat(5000);
        int written = 0;
        int added = 0;
        while (written == 0 && added < 100) {
            pages.add(page);
            added++;
            written = out.length();
        }
        assertThat(written).isBetween(MarkdownPages.LONGEST, MarkdownPages.LONGEST + page.length());
    }

    @Test
    void nothingIsNothing() throws IOException {
        assertThat(text()).isEmpty();
        assertThat(text("", " \n")).isEmpty();
    }

    @Test
    void blocksOfWhichNothingIsLeftAreLeftOut() throws IOException {
        StringBuilder out = new StringBuilder();
        MarkdownPages pages = new MarkdownPages(out, PlainText::of);
        pages.add("# Title\n\n![a](a)");
        pages.add("![b](b)\n\n**text**");
        pages.end();
        assertThat(out).hasToString("Title\n\ntext\n");
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }

    private static String text(String... pages) throws IOException {
        StringBuilder out = new StringBuilder();
        MarkdownPages markdown = new MarkdownPages(out, block -> block);
        for (String page : pages) {
            markdown.add(page);
        }
        markdown.end();
        return out.toString();
    }
}
