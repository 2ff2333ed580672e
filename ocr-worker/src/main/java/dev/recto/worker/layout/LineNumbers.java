package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Numbers of the lines of a text, as transcripts, patents and poems have them: they stand beneath one another, beside the
 * text or between its columns, and go up.
 */
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
        return stacks(numbers).stream()
                .filter(stack -> areOfLines(stack, prose))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean isNumber(Line line) {
        return line.words().size() == 1
                && NUMBER.matcher(line.words().getFirst().text()).matches();
    }

    /** Of numbers beneath one another, from the top. */
    private static List<List<Line>> stacks(List<Line> numbers) {
        List<List<Line>> stacks = new ArrayList<>();
        numbers.stream()
                .sorted(Comparator.comparingInt(line -> line.box().top()))
                .forEach(number -> stacks.stream()
                        .filter(stack -> stack.stream().anyMatch(other -> areInOneColumn(number.box(), other.box())))
                        .findFirst()
                        .orElseGet(() -> {
                            List<Line> begun = new ArrayList<>();
                            stacks.add(begun);
                            return begun;
                        })
                        .add(number));
        return stacks;
    }

    private static boolean areOfLines(List<Line> numbers, List<Line> prose) {
        if (numbers.size() < MIN_NUMBERS || !goUp(numbers) || !areEven(numbers)) {
            return false;
        }
        Box column = Box.around(numbers.stream().map(Line::box).toList());
        long withProse = numbers.stream()
                .filter(number -> prose.stream().anyMatch(line -> Boxes.areBeside(number.box(), line.box())))
                .count();
        return withProse >= BESIDE_PROSE * numbers.size()
                && prose.stream()
                        .filter(line -> areInOneColumn(column, line.box()))
                        .noneMatch(
                                line -> numbers.stream().anyMatch(number -> Boxes.areBeside(number.box(), line.box())))
                && (prose.stream().allMatch(line -> column.right() < line.box().left()) || countLines(numbers, prose));
    }

    /** What stands behind a line may be a page, a price or a score: such go up by one, or by more than there are lines. */
    private static boolean countLines(List<Line> numbers, List<Line> prose) {
        double[] pitches = prose.stream()
                .flatMapToInt(line -> prose.stream()
                        .filter(next -> areInOneColumn(line.box(), next.box()))
                        .mapToInt(next -> next.box().top() - line.box().top())
                        .filter(pitch -> pitch > 0)
                        .sorted()
                        .limit(1))
                .asDoubleStream()
                .sorted()
                .toArray();
        long byOne = IntStream.range(1, numbers.size())
                .filter(i -> value(numbers.get(i)) == value(numbers.get(i - 1)) + 1)
                .count();
        double pitch = pitches.length == 0 ? 0 : pitches[pitches.length / 2];
        return 2 * byOne < numbers.size() && Math.abs(usualPitch(numbers) - pitch) <= UNEVEN * pitch;
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
        double usual = usualPitch(numbers);
        long even = Arrays.stream(pitches(numbers))
                .filter(pitch -> Math.abs(pitch - usual) <= UNEVEN * usual)
                .count();
        return even >= BESIDE_PROSE * (numbers.size() - 1);
    }

    private static double usualPitch(List<Line> numbers) {
        double[] pitches = pitches(numbers);
        return pitches[pitches.length / 2];
    }

    /** From the least, of those that go up. */
    private static double[] pitches(List<Line> numbers) {
        return IntStream.range(1, numbers.size())
                .filter(i -> value(numbers.get(i)) > value(numbers.get(i - 1)))
                .mapToDouble(i -> pitch(numbers.get(i - 1), numbers.get(i)))
                .sorted()
                .toArray();
    }

    private static double pitch(Line number, Line next) {
        return (double) (next.box().top() - number.box().top()) / (value(next) - value(number));
    }

    private static int value(Line number) {
        return Integer.parseInt(number.text());
    }

    private static boolean areInOneColumn(Box one, Box other) {
        return Boxes.overlap(one.left(), one.right(), other.left(), other.right()) > 0;
    }
}
