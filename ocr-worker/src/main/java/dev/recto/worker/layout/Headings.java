package dev.recto.worker.layout;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Headings are told by the size of their type. */
final class Headings {
    /** Sizes, as multiples of the body's, from which on a line is a heading of level 1, 2, 3. */
    private static final double[] LEVELS = {1.7, 1.35, 1.17};

    private static final int MAX_LINES = 3;
    private static final int MAX_CHARACTERS = 200;

    private Headings() {}

    /** Size of the type that most characters have; 0 on a page without text. */
    static double bodyHeight(List<Region> regions) {
        List<Line> lines = Region.lines(regions)
                .sorted(Comparator.comparingDouble(Line::height))
                .toList();
        int characters = lines.stream().mapToInt(line -> line.text().length()).sum();
        int passed = 0;
        for (Line line : lines) {
            passed += line.text().length();
            if (2 * passed >= characters) {
                return line.height();
            }
        }
        return 0;
    }

    /** The level of a heading, empty if the lines are none: what begins in lower case goes on with a sentence. */
    static OptionalInt level(List<Line> lines, double bodyHeight) {
        int characters = lines.stream().mapToInt(line -> line.text().length()).sum();
        boolean goesOn = Character.isLowerCase(lines.getFirst().text().codePointAt(0));
        if (lines.size() > MAX_LINES || characters > MAX_CHARACTERS || bodyHeight <= 0 || goesOn) {
            return OptionalInt.empty();
        }
        double size = lines.stream().mapToDouble(Line::height).average().orElseThrow() / bodyHeight;
        for (int level = 1; level <= LEVELS.length; level++) {
            if (size >= LEVELS[level - 1]) {
                return OptionalInt.of(level);
            }
        }
        return OptionalInt.empty();
    }
}
