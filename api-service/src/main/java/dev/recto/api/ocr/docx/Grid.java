package dev.recto.api.ocr.docx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How wide a table's columns are, in twentieths of a point: as their texts want it where there is room for them, at least as their longest words
 * where there is room for these. Word finds that itself; other word processors know which columns a cell reaches over from the widths alone.
 *
 * @param dense whether not even the words have room, in the usual type
 */
record Grid(int[] widths, boolean dense) {
    /** Of a letter, in the widest of the typefaces that stand in for the usual one. */
    private static final int LETTER = 150;

    /** In the usual one. */
    private static final int NARROW_LETTER = 105;

    /** Left and right of a cell's text. */
    private static final int MARGINS = 216;

    private static final int FEWEST_LETTERS = 2;
    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_LINE = 60;

    static Grid of(Table table, int room) {
        int[] words = new int[table.columns()];
        Arrays.fill(words, FEWEST_LETTERS);
        List<Place> places = places(table);
        places.forEach(place -> place.claim(words, longestWord(place.text()), LONGEST_WORD));
        int[] lines = words.clone();
        places.forEach(place -> place.claim(lines, place.text().length(), LONGEST_LINE));
        int[] least = widths(words, LETTER);
        return sum(least) >= room
                ? new Grid(shared(least, room), sum(widths(words, NARROW_LETTER)) > room)
                : new Grid(filled(least, widths(lines, LETTER), room), false);
    }

    /** Of a cell that begins at a column. */
    int width(int column, int columns) {
        return sum(Arrays.copyOfRange(widths, column, column + columns));
    }

    /** Of a cell. */
    static int within(int width) {
        return Math.max(1, width - MARGINS);
    }

    String xml() {
        return IntStream.of(widths)
                .mapToObj(width -> "<w:gridCol w:w=\"" + width + "\"/>")
                .collect(Collectors.joining("", "<w:tblGrid>", "</w:tblGrid>"));
    }

    /** A cell's text and the columns that it reaches over. */
    private record Place(int column, int columns, String text) {
        /** What is missing is shared by its columns. */
        void claim(int[] letters, int wanted, int most) {
            int end = column + columns;
            int missing = Math.min(wanted, most) - sum(Arrays.copyOfRange(letters, column, end));
            if (missing > 0) {
                int share = Math.ceilDiv(missing, columns);
                IntStream.range(column, end).forEach(each -> letters[each] += share);
            }
        }
    }

    /** Cells over several columns behind all others, for they take what these leave. */
    private static List<Place> places(Table table) {
        List<Place> places = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            int column = 0;
            for (Table.Slot slot : row.slots()) {
                if (slot.cell() != null) {
                    places.add(new Place(column, slot.columns(), slot.cell().text()));
                }
                column += slot.columns();
            }
        }
        places.sort(Comparator.comparingInt(Place::columns));
        return places;
    }

    private static int longestWord(String text) {
        return Arrays.stream(text.split("\\s+")).mapToInt(String::length).max().orElse(0);
    }

    private static int[] widths(int[] letters, int letter) {
        return Arrays.stream(letters).map(each -> MARGINS + letter * each).toArray();
    }

    private static int[] shared(int[] wanted, int room) {
        int all = sum(wanted);
        return Arrays.stream(wanted)
                .map(each -> Math.max(1, (int) ((long) each * room / all)))
                .toArray();
    }

    /** What is left over goes to those whose lines are longer than their words. */
    private static int[] filled(int[] least, int[] wanted, int room) {
        long spare = Math.min(sum(wanted), room) - sum(least);
        long missing = Math.max(1, sum(wanted) - sum(least));
        return IntStream.range(0, least.length)
                .map(column -> (int) (least[column] + (wanted[column] - least[column]) * spare / missing))
                .toArray();
    }

    private static int sum(int[] widths) {
        return Arrays.stream(widths).sum();
    }
}
