package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickMarksTest {
    private static final int HEIGHT = 20;

    private static Word word(String text, int left, int top) {
        return new Word(text, new Box(left, top, left + 10 * text.length(), top + HEIGHT), 0.9);
    }

    private static Region line(Word... words) {
        Line line = new Line(List.of(words), HEIGHT);
        return new Region.Text(line.box(), List.of(List.of(line)));
    }

    private static Word empty(int left, int top) {
        return new Word(TickMarks.EMPTY, new Box(left, top, left + HEIGHT, top + HEIGHT), 1);
    }

    private static List<String> read(List<Region> regions) {
        return Region.lines(regions).map(Line::text).toList();
    }

    @Test
    void aMarkStandsBetweenTheWordsOfItsLine() {
        List<Region> regions = List.of(line(word("yes", 100, 50), word("no", 200, 50)), line(word("name", 100, 100)));
        List<Region> marked = TickMarks.with(regions, List.of(empty(75, 52), empty(170, 48)));
        assertThat(read(marked)).containsExactly("☐ yes ☐ no", "name");
    }

    @Test
    void wordsFromTheRightStayInTheirOrder() {
        List<Region> regions = List.of(line(word("שם", 200, 50), word("עיר", 100, 50)));
        assertThat(read(TickMarks.with(regions, List.of(empty(230, 50), empty(150, 50)))))
                .containsExactly("☐ שם ☐ עיר");
    }

    @Test
    void aSquareOfAFigureIsAMarkWhereALabelIsBesideIt() {
        Line label = new Line(List.of(word("label", 130, 150)), HEIGHT);
        Region figure = new Region.Figure(new Box(90, 90, 300, 300), List.of(label));
        List<Region> regions = List.of(line(word("text", 400, 250)), figure);
        List<Region> marked = TickMarks.with(regions, List.of(empty(100, 150), empty(100, 250)));
        assertThat(read(marked)).containsExactly("text");
        assertThat(((Region.Figure) marked.getLast()).labels())
                .extracting(Line::text)
                .containsExactly("☐ label");
    }

    @Test
    void ofTwoColumnsItIsTheNearerOne() {
        List<Region> regions = List.of(line(word("left", 100, 50)), line(word("right", 400, 50)));
        assertThat(read(TickMarks.with(regions, List.of(empty(370, 50))))).containsExactly("left", "☐ right");
    }

    @Test
    void aMarkByItselfIsALineInItsPlace() {
        List<Region> regions = List.of(line(word("above", 100, 50)), line(word("below", 100, 150)));
        assertThat(read(TickMarks.with(regions, List.of(empty(100, 100), empty(200, 100)))))
                .containsExactly("above", "☐ ☐", "below");
    }

    @Test
    void linesThatBeginWithOneAreAList() {
        Line first = new Line(List.of(empty(75, 50), word("harbour", 100, 50)), HEIGHT);
        Word marked = new Word(TickMarks.MARKED, new Box(75, 80, 95, 100), 1);
        Line second = new Line(List.of(marked, word("library", 100, 80)), HEIGHT);
        Region region = new Region.Text(first.box(), List.of(List.of(first, second)));
        assertThat(PageComposer.compose(List.of(region), 1000, 0.1).markdown()).isEqualTo("- ☐ harbour\n- ☑ library");
    }
}
