package dev.recto.worker.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Numbers of the lines of a text, as transcripts and drafts have them: they stand left of it and go up. */
final class LineNumbers {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final int MIN_NUMBERS = 4;
    /** Of the numbers, beside which a line of prose must stand. */
    private static final double BESIDE_PROSE = 0.6;

    /** Of the height of a line, by which it may differ. */
    private static final double UNEVEN = 0.25;

    private static final int MIN_WORDS = 4;

    private LineNumbers() {}

    static List<Line> of(List<Region> regions) {
        List<Line> text = new ArrayList<>();
        List<Line> numbers = new ArrayList<>();
        Region.lines(regions).forEach(line -> (isNumber(line) ? numbers : text).add(line));
        List<Line> prose = text.stream()
                .filter(line ->
                        line.words().size() >= MIN_WORDS && Piece.of(line).size() == 1)
                .toList();
        int left = prose.stream().mapToInt(line -> line.box().left()).min().orElse(0);
        List<Line> beside = numbers.stream()
                .filter(line -> line.box().right() < left)
                .sorted(Comparator.comparingInt(line -> line.box().top()))
                .toList();
        long withProse = beside.stream()
                .filter(number -> prose.stream().anyMatch(line -> areBeside(number, line)))
                .count();
        boolean are = beside.size() >= MIN_NUMBERS
                && goUp(beside)
                && areEven(beside)
                && withProse >= BESIDE_PROSE * beside.size();
        return are ? beside : List.of();
    }

    private static boolean isNumber(Line line) {
        return line.words().size() == 1
                && NUMBER.matcher(line.words().getFirst().text()).matches();
    }

    /** Nearly always: one may be misread. */
    private static boolean goUp(List<Line> numbers) {
        int up = 0;
        for (int i = 1; i < numbers.size(); i++) {
            up += value(numbers.get(i)) > value(numbers.get(i - 1)) ? 1 : 0;
        }
        return up >= numbers.size() - 2;
    }

    /** As far apart as what they count: lines are, years and questions are not. */
    private static boolean areEven(List<Line> numbers) {
        double[] pitches = IntStream.range(1, numbers.size())
                .filter(i -> value(numbers.get(i)) > value(numbers.get(i - 1)))
                .mapToDouble(i -> pitch(numbers.get(i - 1), numbers.get(i)))
                .sorted()
                .toArray();
        double usual = pitches[pitches.length / 2];
        long even = Arrays.stream(pitches)
                .filter(pitch -> Math.abs(pitch - usual) <= UNEVEN * usual)
                .count();
        return even >= BESIDE_PROSE * (numbers.size() - 1);
    }

    private static double pitch(Line number, Line next) {
        return (double) (next.box().top() - number.box().top()) / (value(next) - value(number));
    }

    private static int value(Line number) {
        return Integer.parseInt(number.text());
    }

    private static boolean areBeside(Line number, Line line) {
        int common = Boxes.overlap(
                number.box().top(),
                number.box().bottom(),
                line.box().top(),
                line.box().bottom());
        return 2 * common > Math.min(number.box().height(), line.box().height());
    }
}
