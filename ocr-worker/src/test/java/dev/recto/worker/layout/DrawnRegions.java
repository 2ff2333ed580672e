package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.List;

/** Lines are drawn in letters: each 10 wide and 20 high, rows 30 apart, an empty one for space; two spaces end a word. */
final class DrawnRegions {
    private static final int LETTER = 10;
    /** Between words. */
    static final int TYPED = 14;

    private DrawnRegions() {}

    static String markdown(String... lines) {
        return spaced(30, lines);
    }

    static String spaced(int pitch, String... lines) {
        return PageComposer.compose(List.of(region(0, pitch, lines)), 1000, 0).markdown();
    }

    static Region region(int left, int pitch, String... rows) {
        return region(left, pitch, LETTER, rows);
    }

    static Region region(int left, int pitch, int space, String... rows) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            if (!rows[i].isBlank()) {
                lines.add(line(left, pitch * i, space, rows[i]));
            }
        }
        return new Region.Text(Box.around(lines.stream().map(Line::box).toList()), List.of(lines));
    }

    private static Line line(int left, int top, int space, String text) {
        List<Word> words = new ArrayList<>();
        int x = left;
        for (String word : text.split("(?<= )")) {
            if (!word.isBlank()) {
                int width = LETTER * word.strip().length();
                words.add(new Word(word.strip(), new Box(x, top, x + width, top + 20), 1));
            }
            x += LETTER * word.strip().length()
                    + space * (word.length() - word.strip().length());
        }
        return new Line(words, 20);
    }
}
