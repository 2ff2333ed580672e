package dev.recto.worker.layout;

import static dev.recto.worker.layout.SomeRegions.line;
import static dev.recto.worker.layout.SomeRegions.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Columns of forty lines from 100 to 410 and from 500 to 810, a row every 30. */
class LineNumbersTest {
    private static final int LINES = 40;
    private static final int PITCH = 30;
    private static final int BETWEEN = 450;
    private static final int BEHIND = 850;

    @Test
    void everyFifthLineBetweenColumnsIsNumbered() {
        assertThat(found(numbers(BETWEEN, i -> 5 * i, i -> 5 * i))).containsExactly("5", "10", "15", "20", "25", "30");
    }

    @Test
    void everyFifthLineIsNumberedBehindIt() {
        assertThat(found(numbers(BEHIND, i -> 5 * i, i -> 5 * i))).hasSize(6);
    }

    @Test
    void everyLineIsNumberedBeforeIt() {
        assertThat(found(numbers(40, i -> i, i -> i))).hasSize(6);
    }

    @Test
    void pagesBehindTheirTitlesAreNone() {
        assertThat(found(numbers(BEHIND, i -> 5 * i, i -> i))).isEmpty();
    }

    @Test
    void whatIsCountedBehindLinesIsNone() {
        assertThat(found(numbers(BEHIND, i -> i, i -> i))).isEmpty();
    }

    @Test
    void pagesOfArticlesBehindTheirEntriesAreNone() {
        assertThat(found(numbers(BEHIND, i -> 2 * i, i -> 3 * i))).isEmpty();
    }

    @Test
    void positionsBeneathALineOfTheSameTextAreNone() {
        List<Region> regions = new ArrayList<>(List.of(
                text(List.of(line(40, 0, 20, "please find below what we delivered"))), column(100), column(500)));
        numbers(40, i -> i, i -> i).forEach(number -> regions.add(text(List.of(number))));
        assertThat(LineNumbers.of(regions)).isEmpty();
    }

    @Test
    void numbersWithinTheTextAreNone() {
        assertThat(found(numbers(200, i -> 5 * i, i -> 5 * i))).isEmpty();
    }

    private static List<String> found(List<Line> numbers) {
        List<Region> regions = new ArrayList<>(List.of(column(100), column(500)));
        numbers.forEach(number -> regions.add(text(List.of(number))));
        return LineNumbers.of(regions).stream().map(Line::text).toList();
    }

    private static Region column(int left) {
        return text(Stream.iterate(0, y -> y + PITCH)
                .limit(LINES)
                .map(y -> line(left, y, 20, "the harbour library was open"))
                .toList());
    }

    /** Six of them. */
    private static List<Line> numbers(int left, IntUnaryOperator value, IntUnaryOperator row) {
        return Stream.iterate(1, i -> i + 1)
                .limit(6)
                .map(i -> line(left, PITCH * row.applyAsInt(i), 20, Integer.toString(value.applyAsInt(i))))
                .toList();
    }
}
