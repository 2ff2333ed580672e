package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Regions of words in one type, as an engine reads them. */
final class SomeRegions {
    private SomeRegions() {}

    @SafeVarargs
    static Region text(List<Line>... paragraphs) {
        return new Region.Text(
                Box.around(Arrays.stream(paragraphs)
                        .flatMap(List::stream)
                        .map(Line::box)
                        .toList()),
                List.of(paragraphs));
    }

    static List<Line> paragraph(int top, String... lines) {
        List<Line> paragraph = new ArrayList<>();
        for (String line : lines) {
            paragraph.add(line(0, top + 30 * paragraph.size(), 20, line));
        }
        return paragraph;
    }

    static Line line(int left, int top, int height, String text) {
        List<Word> words = new ArrayList<>();
        int x = left;
        for (String word : text.split(" ")) {
            words.add(new Word(word, new Box(x, top, x + 10 * word.length(), top + height), 1));
            x += 10 * word.length() + 10;
        }
        return new Line(words, height);
    }
}
