package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTextTest {
    @Test
    void readsMarkdownWithBarsInsideOfCells() {
        TableText table = TableText.parse("| a | b \\| c |\n|:--|--:|\n| 1 |  |\n| 2 | x | y |");

        assertThat(table.rows()).isEqualTo(List.of(List.of("a", "b | c"), List.of("1", ""), List.of("2", "x", "y")));
        assertThat(table.markdown()).isEqualTo("| a | b \\| c |  |\n| --- | --- | --- |\n| 1 |  |  |\n| 2 | x | y |");
    }

    @Test
    void readsHtmlWithSpans() {
        TableText table = TableText.parse("""
                <table class="x"><thead><tr><th colspan="2">Head &amp; <b>shoulders</b></th></tr></thead>
                <tr><td rowspan=2>left</td><td>1 &lt; 2</td></tr>
                <tr><td>below</td></tr></table>""");

        assertThat(table.rows())
                .isEqualTo(List.of(List.of("Head & shoulders", ""), List.of("left", "1 < 2"), List.of("", "below")));
    }

    @Test
    void aFewCellsMakeNotAnyNumber() {
        String spans =
                "<table><tr>" + "<td colspan=100 rowspan=100>x</td>".repeat(500) + "</tr>" + "<tr></tr>".repeat(100);

        TableText table = TableText.parse(spans);

        assertThat(table.rows()).hasSize(101);
        assertThat(table.rows().getFirst()).hasSize(50_000);
        assertThat(cells(table.rows())).isLessThan(70_000);
        assertThat(table.html().length()).isLessThan(1_000_000);
        assertThat(table.markdown().length()).isLessThan(1_000_000);
    }

    @Test
    void aLongRowDoesNotMakeAllOthersLong() {
        TableText table = TableText.parse("|".repeat(50_000) + "\n" + "a\n".repeat(50_000));

        assertThat(table.markdown().length()).isLessThan(2_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<tr", "<td ", "<tr><td", "<tr><td>", "<", "<td>", "colspan ", "<tr><td colspan"})
    void whatIsBrokenTakesNoTime(String piece) {
        String text = "<table><tr><td>" + piece.repeat(1_000_000 / piece.length());

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(10), () -> TableText.parse(text))
                        .rows())
                .isNotEmpty();
    }

    private static long cells(List<List<String>> rows) {
        return rows.stream().mapToLong(List::size).sum();
    }

    @Test
    void writesHtmlThatIsNoMarkup() {
        assertThat(new TableText(List.of(List.of("<i>"), List.of("a & b"))).html())
                .isEqualTo("<table><tr><th>&lt;i&gt;</th></tr><tr><td>a &amp; b</td></tr></table>");
    }

    @Test
    void marksOfMarkdownAreNoText() {
        assertThat(TableText.parse("| 20\\. B | \\<user\\> | **all** |\n| --- | --- | --- |\n| # 7 | - 8 | $a\\_1$ |")
                        .html())
                .isEqualTo("<table><tr><th>20. B</th><th>&lt;user&gt;</th><th>all</th></tr>"
                        + "<tr><td># 7</td><td>- 8</td><td>$a\\_1$</td></tr></table>");
    }

    @Test
    void markupOfTheDocumentIsText() {
        TableText table = TableText.parse("<table><tr><td>ssh <user>@<b>host</b> &lt;b&gt;</td></tr></table>");
        assertThat(table.markdown()).startsWith("| ssh <user>@ host \\<b> |");
    }

    @Test
    void survivesWhatIsHardlyATable() {
        assertThat(TableText.parse("<table>").rows()).isEmpty();
        assertThat(TableText.parse("<table><tr><td>open").rows()).isEqualTo(List.of(List.of("open")));
        assertThat(TableText.parse("just text").rows()).isEqualTo(List.of(List.of("just text")));
        assertThat(new TableText(List.of()).markdown()).isEmpty();
    }
}
