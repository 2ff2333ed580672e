package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows 30 apart, columns 200, letters 10 wide and 20 high, a point 4. */
class ColumnMendsTest {
    private static List<String> mended(List<?>... rows) {
        List<List<Line>> paragraphs = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            List<Word> words = new ArrayList<>();
            for (int column = 0; column < rows[i].size(); column++) {
                int left = 200 * column;
                for (String word : rows[i].get(column).toString().split(" ")) {
                    if (!word.isEmpty()) {
                        int right = left + width(word);
                        Box box = new Box(left, 30 * i, right, 30 * i + 20);
                        words.add(new Word(word.replaceAll("[_`]", ""), box, word.contains("_") ? 0.6 : 0.96));
                        left = right + 8;
                    }
                }
            }
            paragraphs.add(List.of(new Line(words, 20)));
        }
        Region text = new Region.Text(new Box(0, 0, 600, 30 * rows.length), paragraphs);
        return Region.lines(ColumnMends.of(List.of(text), 0.15)).map(Line::text).toList();
    }

    /** A point is drawn as {@code _} where it was not read and the word is in doubt, and as {@code `} where it is not. */
    private static int width(String word) {
        return word.chars().map(letter -> ".,_`".indexOf(letter) < 0 ? 10 : 4).sum();
    }

    @Test
    void everyWordHasItsPart() {
        assertThat(mended(
                        List.of("Item", "Due", "Cost"),
                        List.of("Roof", "12 May", "4.57 €"),
                        List.of("Door", "_l7 June", "13.62 £_"),
                        List.of("Wall", "28 July ;_", "27.28 €"),
                        List.of("Gate", "10 May", "9.30 €"),
                        List.of("Path", "17 July", "2.12 €"),
                        List.of("Lamp", "3 May", "8.49 €")))
                .contains("Door 17 June 13.62 €", "Wall 28 July 27.28 €");
    }

    /** What is taken out of the middle says not which word loses it. */
    @Test
    void wordsThatCannotBeToldApartStay() {
        assertThat(mended(
                        List.of("Item", "Due", "Cost"),
                        List.of("Roof", "May 5", "4.57"),
                        List.of("Door", "June 7", "3.62"),
                        List.of("Wall", "July 12", "7.28"),
                        List.of("Gate", "May 19", "9.30"),
                        List.of("Path", "Aug._ 3", "2.12")))
                .contains("Path Aug. 3 2.12");
    }

    @Test
    void whatWasReadWithCertaintyStays() {
        assertThat(mended(
                        List.of("Item", "Change", "Litres"),
                        List.of("Roof", "+1", "7.5"),
                        List.of("Door", "+2", "8.0"),
                        List.of("Wall", "+14", "6.5"),
                        List.of("Gate", "+3", "7.0"),
                        List.of("Path", "45", "10.5 l"),
                        List.of("Lamp", "+2", "205")))
                .contains("Path 45 10.5 l", "Lamp +2 205");
    }

    @Test
    void aHeaderIsNoCell() {
        assertThat(mended(
                        List.of("Code", "2O", "Cost"),
                        List.of("A-12", "20", "4.57"),
                        List.of("B-47", "31", "3.62"),
                        List.of("A-21", "17", "7.28"),
                        List.of("8-17_", "22", "9.30"),
                        List.of("A-61", "40", "2.12")))
                .contains("Code 2O Cost", "B-17 22 9.30");
    }

    @Test
    void aRuledLineIsNoWord() {
        assertThat(mended(
                        List.of("Code", "Batch", "Cost"),
                        List.of("A-12", "18/582 i_", "4.57"),
                        List.of("B-47", "19/957", "3.62"),
                        List.of("A-21", "11/469", "7.28"),
                        List.of("B-17", "10/109", "9.30"),
                        List.of("A-61", "14/679", "2.12")))
                .contains("A-12 18/582 4.57");
    }

    @Test
    void aPointThatTakesRoomIsThere() {
        assertThat(mended(
                        List.of("Item", "Share", "Cost"),
                        List.of("Roof", "4.8", "1,457"),
                        List.of("Door", "7_9", "1_362"),
                        List.of("Wall", "3.1", "2,728"),
                        List.of("Gate", "79", "9,930"),
                        List.of("Path", "2.2", "2,212"),
                        List.of("Lamp", "8.9", "84"),
                        List.of("Hall", "5.4", "1,120"),
                        List.of("All", "3`2", "8,125")))
                .contains("Door 7.9 1,362", "Gate 79 9,930", "Lamp 8.9 84", "All 32 8,125");
    }

    @Test
    void unitsAreNoWords() {
        assertThat(mended(
                        List.of("Analyte", "Result %o", "Unit"),
                        List.of("Urea", "50.1 mi", "mmol/]"),
                        List.of("Iron", "25.4 ml", "mU/I"),
                        List.of("Lead", "80.9 ml", "g/dl")))
                .containsExactly(
                        "Analyte Result ‰ Unit", "Urea 50.1 ml mmol/l", "Iron 25.4 ml mU/l", "Lead 80.9 ml g/dl");
        assertThat(mended(
                        List.of("Road", "Length", "Print"),
                        List.of("North", "50.1 mi", "%o"),
                        List.of("East", "25.4 mi", "%d"),
                        List.of("South", "80.9 mi", "%x")))
                .contains("North 50.1 mi %o");
    }

    @Test
    void aDashIsTakenForOtherStrokes() {
        assertThat(mended(
                        List.of("Item", "2023", "2022"),
                        List.of("Roof", "-", "14"),
                        List.of("Door", "79", "=_"),
                        List.of("Wall", "=_", "27"),
                        List.of("Gate", "-", "99")))
                .contains("Door 79 =", "Wall — 27");
    }
}
