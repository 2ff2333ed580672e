package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.worker.reader.ReadWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Words are set with letters 20 wide and 20 high, spaces 10 wide, lines 30 apart; the page is 1000 wide. */
class OtherScriptsTest {
    private static final int WIDTH = 1000;
    private static final int SIZE = 20;
    private static final int SPACE = 10;

    @Test
    void signsFollowOneAnotherWithoutBlanks() {
        Composition page = compose(
                List.of(fromLeft(100, 0, "図書館", "は", "毎朝", "九", "時", "に", "開", "く", "。"), fromLeft(100, 30, "冬", "も")));
        assertThat(page.markdown()).isEqualTo("図書館は毎朝九時に開く。冬も");
        assertThat(page.words()).extracting(ReadWord::start).startsWith(0, 3, 4, 6);
    }

    @Test
    void numbersStandBesideSignsWithoutBlanksAndOtherLettersWith() {
        assertThat(compose(List.of(fromLeft(100, 0, "2024", "年", "3", "月", "Kafka", "を", "使う")))
                        .markdown())
                .isEqualTo("2024年3月 Kafka を使う");
        assertThat(compose(List.of(fromLeft(100, 0, "두", "단어", "two", "words"))).markdown())
                .isEqualTo("두 단어 two words");
    }

    @Test
    void whatIsReadFromTheRightKeepsItsOrder() {
        Composition page = compose(List.of(
                fromRight(900, 0, "افتح", "الباب", "من", "فضلك", "اليوم", "قبل", "المساء"),
                fromRight(900, 30, "ثم", "اغلقه")));
        assertThat(page.markdown()).isEqualTo("افتح الباب من فضلك اليوم قبل المساء ثم اغلقه");
        assertThat(page.blocks())
                .singleElement()
                .extracting(Block::box)
                .isEqualTo(new Box(900 - 29 * SIZE - 6 * SPACE, 0, 900, 50));
    }

    @Test
    void theFirstColumnOfATableIsAtTheRightThere() {
        List<Line> cells = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            cells.add(fromRight(900, 30 * row, "שורה"));
            cells.add(fromRight(600, 30 * row, "אחת"));
            cells.add(fromRight(300, 30 * row, "1" + row));
        }
        Composition page = compose(cells);
        assertThat(page.markdown().lines()).hasSize(5).first().isEqualTo("| שורה | אחת | 10 |");
        assertThat(page.blocks()).extracting(Block::type).containsExactly(BlockType.TABLE);
    }

    @Test
    void soItIsInATableThatWasFound() {
        List<Line> cells = new ArrayList<>();
        for (int row = 0; row < 2; row++) {
            cells.add(fromRight(900, 60 + 30 * row, "שורה"));
            cells.add(fromRight(300, 60 + 30 * row, "1" + row));
        }
        Box picture = new Box(50, 300, 250, 400);
        Composition page = PartComposer.compose(
                List.of(
                        new Part(BlockType.TITLE, 2, 0.9, List.of(text(List.of(fromRight(900, 0, "כותרת"))))),
                        new Part(BlockType.TABLE, 0, 0.8, List.of(text(cells))),
                        new Part(BlockType.IMAGE, 0, 0.7, List.of(new Region.Figure(picture)))),
                0);
        assertThat(page.markdown()).isEqualTo("""
                        ## כותרת

                        | שורה | 10 |
                        | --- | --- |
                        | שורה | 11 |

                        ![img-0.jpeg](img-0.jpeg)""");
        assertThat(page.blocks())
                .extracting(Block::box)
                .containsExactly(
                        new Box(900 - 5 * SIZE, 0, 900, SIZE),
                        new Box(300 - 2 * SIZE, 60, 900, 60 + 30 + SIZE),
                        picture);
    }

    @Test
    void columnsOfSignsAreNoTable() {
        String column = "港の図書館は毎朝九時に開き冬には机に灯";
        List<Line> left = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        for (int row = 0; row < 8; row++) {
            left.add(fromLeft(0, 30 * row, column));
            right.add(fromLeft(500, 30 * row, column));
        }
        assertThat(PageComposer.compose(List.of(text(left), text(right)), WIDTH, 0)
                        .markdown())
                .isEqualTo(column.repeat(8) + "\n\n" + column.repeat(8));
    }

    private static Region text(List<Line> lines) {
        return new Region.Text(Box.around(lines.stream().map(Line::box).toList()), List.of(lines));
    }

    private static Composition compose(List<Line> lines) {
        return PageComposer.compose(List.of(text(lines)), WIDTH, 0);
    }

    private static Line fromLeft(int left, int top, String... words) {
        List<Word> line = new ArrayList<>();
        int x = left;
        for (String word : words) {
            line.add(new Word(word, new Box(x, top, x + word.length() * SIZE, top + SIZE), 1));
            x += word.length() * SIZE + SPACE;
        }
        return new Line(line, SIZE);
    }

    /** In the order in which they are read. */
    private static Line fromRight(int right, int top, String... words) {
        List<Word> line = new ArrayList<>();
        int x = right;
        for (String word : words) {
            line.add(new Word(word, new Box(x - word.length() * SIZE, top, x, top + SIZE), 1));
            x -= word.length() * SIZE + SPACE;
        }
        return new Line(line, SIZE);
    }
}
