package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static List<BlockType> types(Line... formula) {
        return PageComposer.compose(
                        List.of(region(line(0, 20, 1, TEXT)), region(formula), region(line(140, 20, 1, TEXT))), 1000, 0)
                .blocks()
                .stream()
                .map(Block::type)
                .toList();
    }

    private static Region region(Line... lines) {
        return new Region.Text(Boxes.around(Arrays.stream(lines).map(Line::box).toList()), List.of(List.of(lines)));
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
