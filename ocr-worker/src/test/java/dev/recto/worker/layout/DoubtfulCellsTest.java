package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows 30 apart, columns 200, letters 10 wide and 20 high; what is read with less certainty has its confidence behind it. */
class DoubtfulCellsTest {
    private static final List<Region> TABLE = table(
            List.of("Town", "Won", "Mean"),
            List.of("Calder", "12", "1.25"),
            List.of("Denby", "", "0.75"),
            List.of("Ince", "«8@0.3", "125"),
            List.of("Kirkby", "7", "2.50"),
            List.of("Newby", "9", "3.05"));

    private static List<Region> table(List<?>... rows) {
        List<List<Line>> paragraphs = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            List<Word> words = new ArrayList<>();
            for (int column = 0; column < rows[i].size(); column++) {
                String[] cell = rows[i].get(column).toString().split("@");
                if (!cell[0].isEmpty()) {
                    words.add(
                            word(cell[0], 200 * column, 30 * i, cell.length > 1 ? Double.parseDouble(cell[1]) : 0.96));
                }
            }
            paragraphs.add(List.of(new Line(words, 20)));
        }
        return List.of(new Region.Text(new Box(0, 0, 600, 30 * rows.length), paragraphs));
    }

    private static Word word(String text, int left, int top, double confidence) {
        return new Word(text, new Box(left, top, left + 10 * text.length(), top + 20), confidence);
    }

    private static String text(DoubtfulCell cell) {
        return String.join(" ", cell.words().stream().map(Word::text).toList());
    }

    @Test
    void areMissingUncertainOrUnlikeTheirColumn() {
        assertThat(DoubtfulCells.of(TABLE, 0.15)).map(DoubtfulCellsTest::text).containsExactly("", "«8", "125");
    }

    @Test
    void areNumbersBesideColumnsOfWordsToo() {
        List<Region> words = table(
                List.of("Item", "Owner", "State", "Due", "Cost"),
                List.of("Roof", "Hale", "open", "May", "1.25"),
                List.of("Door", "Firle", "done", "June", "125"),
                List.of("Wall", "Dean", "done", "July", "0.75"),
                List.of("Gate", "Combe", "open", "June", "2.50"));
        assertThat(DoubtfulCells.of(words, 0.15)).map(DoubtfulCellsTest::text).containsExactly("125");
    }

    @Test
    void haveRoomAsWideAsTheirColumn() {
        Box room = DoubtfulCells.of(TABLE, 0.15).getFirst().room();
        assertThat(room).isEqualTo(new Box(190, 57, 230, 83));
    }

    @Test
    void theBetterReadingIsBelieved() {
        List<DoubtfulCell> cells = DoubtfulCells.of(TABLE, 0.15);
        assertThat(cells.get(0).isBetter(List.of(word("5", 200, 60, 0.9)))).isTrue();
        assertThat(cells.get(0).isBetter(List.of(word("5", 200, 60, 0.6)))).isFalse();
        assertThat(cells.get(0).isBetter(List.of(word("ee", 200, 60, 0.9)))).isFalse();
        assertThat(cells.get(1).isBetter(List.of(word("8", 200, 90, 0.96)))).isTrue();
        assertThat(cells.get(1).isBetter(List.of())).isFalse();
        assertThat(cells.get(2).isBetter(List.of(word("1.25", 400, 90, 0.9)))).isTrue();
        assertThat(cells.get(2).isBetter(List.of(word("125", 400, 90, 0.97)))).isFalse();
        assertThat(cells.get(2).isBetter(List.of(word("1.75", 400, 90, 0.6)))).isFalse();
    }

    @Test
    void goWhereTheyWere() {
        List<DoubtfulCell> cells = DoubtfulCells.of(TABLE, 0.15);
        List<Region> mended = DoubtfulCells.mended(
                TABLE,
                Map.of(
                        cells.get(0), List.of(word("5", 200, 60, 0.9)),
                        cells.get(1), List.of(word("8", 200, 90, 0.96)),
                        cells.get(2), List.of(word("1.25", 400, 90, 0.9))));
        assertThat(Region.lines(mended).map(Line::text))
                .containsExactly(
                        "Town Won Mean",
                        "Calder 12 1.25",
                        "Denby 5 0.75",
                        "Ince 8 1.25",
                        "Kirkby 7 2.50",
                        "Newby 9 3.05");
    }

    @Test
    void proseHasNone() {
        assertThat(DoubtfulCells.of(table(List.of("one"), List.of("two@0.2"), List.of("three")), 0.15))
                .isEmpty();
    }

    @Test
    void aMissingNumberStandsInItsLineEvenIfTheGridIsTakenForAFigure() {
        List<Region> both = new ArrayList<>(TABLE);
        both.add(new Region.Figure(new Box(0, 0, 600, 180)));
        DoubtfulCell missing = DoubtfulCells.of(TABLE, 0.15).getFirst();
        List<Region> mended = DoubtfulCells.mended(both, Map.of(missing, List.of(word("5", 200, 60, 0.9))));
        assertThat(Region.lines(mended).toList().get(2).words()).map(Word::text).containsExactly("Denby", "5", "0.75");
    }
}
