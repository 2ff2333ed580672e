package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words with letters 10 wide and 20 high. */
class ChartsTest {
    private static final Box CHART = new Box(400, 0, 700, 200);

    @Test
    void whatIsWrittenAtAChartIsNoRowOfTheTableBesideIt() {
        Composition page = PageComposer.compose(
                Charts.with(
                        List.of(text(
                                line(0, "Rent", 0, "12", 150, "17", 250, "80", 375),
                                line(50, "Paper", 0, "13", 150, "19", 250, "Jan", 450),
                                line(100, "Ink", 0, "14", 150, "23", 250, "0", 380),
                                line(205, "Mar", 420, "May", 600))),
                        List.of(CHART)),
                1000,
                0);
        assertThat(page.markdown()).contains("""
                        | Rent | 12 | 17 |
                        | --- | --- | --- |
                        | Paper | 13 | 19 |
                        | Ink | 14 | 23 |""");
        assertThat(page.markdown()).contains("![img-0.jpeg](img-0.jpeg)\n\n80 Jan 0 Mar May");
        assertThat(page.blocks().stream().filter(block -> block.type() == BlockType.IMAGE))
                .singleElement()
                .satisfies(block -> assertThat(block.box()).isEqualTo(new Box(375, 0, 700, 225)));
    }

    @Test
    void whatHoldsALineOfTextIsNone() {
        List<Region> regions = List.of(text(line(50, "wordsofalineoftextthatrunsacrosswhatseemstobeachart", 350)));
        assertThat(Charts.with(regions, List.of(CHART))).isEqualTo(regions);
    }

    @Test
    void aChartWithoutWordsStandsBehindWhatIsAboveIt() {
        Region above = text(line(0, "Sales", 420));
        Region below = text(line(400, "Costs", 420));
        assertThat(Charts.with(List.of(above, below), List.of(new Box(400, 100, 700, 300))))
                .containsExactly(above, new Region.Figure(new Box(400, 100, 700, 300)), below);
    }

    @Test
    void whatIsReadWithCertaintyIsSaidToBeNoChart() {
        Word word = new Word("2026", new Box(0, 0, 400, 150), 0.6);
        Word letter = new Word("N", new Box(500, 0, 600, 150), 0.6);
        Word strokes = new Word("/\\", new Box(700, 0, 800, 150), 0.6);
        Word guess = new Word("VWL", new Box(900, 0, 1200, 150), 0.4);
        assertThat(Charts.read(List.of(text(new Line(List.of(word, letter, strokes, guess), 150)))))
                .containsExactly(word.box());
    }

    @Test
    void wordsThatFillItAreLargeTypeHoweverBadlyTheyWereRead() {
        Line large = new Line(
                List.of(
                        new Word("Growth", new Box(400, 0, 550, 180), 0.4),
                        new Word("202", new Box(560, 0, 700, 180), 0.1)),
                180);
        assertThat(Charts.with(List.of(text(large)), List.of(CHART))).containsExactly(text(large));
        Line stroke = new Line(List.of(new Word("/", CHART, 0.1)), 180);
        assertThat(Charts.with(List.of(text(stroke)), List.of(CHART))).containsExactly(new Region.Figure(CHART));
    }

    private static Region text(Line... lines) {
        return new Region.Text(Box.around(Arrays.stream(lines).map(Line::box).toList()), List.of(List.of(lines)));
    }

    /** @param wordsAt each followed by its left edge */
    private static Line line(int top, Object... wordsAt) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < wordsAt.length; i += 2) {
            String word = (String) wordsAt[i];
            int left = (int) wordsAt[i + 1];
            words.add(new Word(word, new Box(left, top, left + 10 * word.length(), top + 20), 1));
        }
        return new Line(words, 20);
    }
}
