package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between two lines of text that are 600 wide; a letter and a space are 10 wide. */
class EquationsTest {
    private static final String TEXT = "The text above and beneath is as wide as the column is, so.";

    @Test
    void aNumberedFormulaIsOneWhateverItsSize() {
        assertThat(types(line(50, 40, 0.9, "                    E = mc?                           (2)")))
                .containsExactly(BlockType.TEXT, BlockType.EQUATION, BlockType.TEXT);
    }

    @Test
    void aFormulaWhoseSignsAreNotReadIsKnownByItsNumber() {
        assertThat(types(line(50, 20, 0.3, "                    fL +x) exp¢                       (1.3)")))
                .containsExactly(BlockType.TEXT, BlockType.EQUATION, BlockType.TEXT);
    }

    @Test
    void aFormulaInTheMiddleIsOneWithoutANumber() {
        assertThat(types(line(50, 20, 0.9, "                    y = a + bx")))
                .containsExactly(BlockType.TEXT, BlockType.EQUATION, BlockType.TEXT);
    }

    @Test
    void aMatrixIsNoTable() {
        assertThat(types(
                        line(40, 20, 0.9, "                         1    0    7"),
                        line(70, 20, 0.9, "                    B =  2    5    8"),
                        line(100, 20, 0.9, "                         4    6    9")))
                .containsExactly(BlockType.TEXT, BlockType.EQUATION, BlockType.TEXT);
    }

    @Test
    void wordsWithANumberAreNone() {
        assertThat(types(line(50, 20, 0.9, "Revenue of the year                                    (4)")))
                .doesNotContain(BlockType.EQUATION);
    }

    @Test
    void anAssignmentAtTheEdgeIsNone() {
        assertThat(types(line(50, 20, 0.9, "x = x + 1;"))).doesNotContain(BlockType.EQUATION);
    }

    @Test
    void aSmallTableIsNone() {
        assertThat(types(
                        line(40, 20, 0.9, "                    Group     A         B"),
                        line(70, 20, 0.9, "                    n = 24    12.4      13.1"),
                        line(100, 20, 0.9, "                    0.4       <0.05     7.2")))
                .doesNotContain(BlockType.EQUATION);
    }

    @Test
    void aTableWithoutLabelsIsNone() {
        assertThat(types(
                        line(40, 20, 0.9, "                    0.4     <0.05"),
                        line(70, 20, 0.9, "                    0.7     12.1"),
                        line(100, 20, 0.9, "                    1.3     p = 0.2")))
                .doesNotContain(BlockType.EQUATION);
    }

    @Test
    void aColumnOfATableThatIsARegionOfItsOwnIsNone() {
        Region labels = region(line(40, 20, 1, "Men"), line(70, 20, 1, "Women"));
        Region cells =
                region(line(40, 20, 0.9, "                    m = 24"), line(70, 20, 0.9, "                    17.2"));
        assertThat(types(List.of(text(0), labels, cells, text(140)))).doesNotContain(BlockType.EQUATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NET = GROSS - TAX",
                "温度 = 20",
                "売上 = 数量 x 単価",
                "الضغط = 40",
                "מחיר = 30",
                "Цена = 40",
                "(n = 120)",
                "(p < 0.05)",
                "n = 120",
                "x = y + 1;",
                "if (a == b) {",
                "a = row_id + 2",
                "a = os.get(b)"
            })
    void wordsRemarksAndProgramsInTheMiddleAreNone(String text) {
        assertThat(types(line(50, 20, 0.9, " ".repeat(20) + text))).doesNotContain(BlockType.EQUATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A = {1, 2, 3}", "f(x) = sin x + 2", "(a + b) (a - b) = (c + d) (c - d)", "x < y"})
    void signsInTheMiddleAreOne(String text) {
        assertThat(types(line(50, 20, 0.9, " ".repeat(20) + text))).contains(BlockType.EQUATION);
    }

    @Test
    void aDoubtfulRowOfNumbersIsNone() {
        assertThat(types(line(50, 20, 0.3, "1,204    988                                            (45)")))
                .doesNotContain(BlockType.EQUATION);
    }

    @Test
    void textElsewhereOnThePageIsNotWhatAFormulaStandsIn() {
        Region formula = region(line(80, 20, 0.9, " ".repeat(20) + "y = a + bx"));
        Region caption = region(line(50, 20, 1, " ".repeat(15) + "How prices moved"));
        assertThat(types(List.of(text(0), caption, formula))).doesNotContain(BlockType.EQUATION);
        assertThat(types(List.of(text(0), formula))).contains(BlockType.EQUATION);
    }

    @Test
    void aFormulaBeneathAnotherStandsInTheTextAboveBoth() {
        Region first = region(line(50, 20, 0.9, " ".repeat(20) + "y = a + bx"));
        Region second = region(line(90, 20, 0.9, " ".repeat(20) + "y = a + b + c"));
        assertThat(types(List.of(text(0), first, second)))
                .containsExactly(BlockType.TEXT, BlockType.EQUATION, BlockType.EQUATION);
    }

    private static Region text(int top) {
        return region(line(top, 20, 1, TEXT));
    }

    private static List<BlockType> types(List<Region> regions) {
        return PageComposer.compose(regions, 1000, 0).blocks().stream()
                .map(Block::type)
                .toList();
    }

    private static List<BlockType> types(Line... formula) {
        return types(List.of(text(0), region(formula), text(140)));
    }

    private static Region region(Line... lines) {
        return new Region.Text(Box.around(Arrays.stream(lines).map(Line::box).toList()), List.of(List.of(lines)));
    }

    private static Line line(int top, int height, double confidence, String text) {
        List<Word> words = new ArrayList<>();
        int x = 0;
        for (String word : text.split("(?<= )")) {
            if (!word.isBlank()) {
                int width = 10 * word.strip().length();
                words.add(new Word(word.strip(), new Box(x, top, x + width, top + height), confidence));
            }
            x += 10 * word.length();
        }
        return new Line(words, height);
    }
}
