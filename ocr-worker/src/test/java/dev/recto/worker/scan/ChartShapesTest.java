package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of 1000 by 1000 at 200 dots per inch. */
class ChartShapesTest {
    private static final int SIDE = 1000;
    private static final int DPI = 200;
    private static final int INK = 90;

    private final byte[] pixels = new byte[SIDE * SIDE];
    private final GrayImage page = new GrayImage(SIDE, SIDE, pixels);

    ChartShapesTest() {
        Arrays.fill(pixels, (byte) 240);
    }

    @Test
    void aCurveAndTheAxesThatItTouchesAreAChart() {
        axes();
        for (int x = 0; x < 400; x++) {
            fill(302 + x, 560 - x / 2, 1, 4);
        }
        assertThat(ChartShapes.of(page, DPI, List.of())).containsExactly(new Box(300, 300, 750, 600));
    }

    @Test
    void barsOfDifferentLengthAtOneLineAreAChart() {
        for (int i = 0; i < 4; i++) {
            fill(300, 300 + 50 * i, 300 - 60 * i, 30);
        }
        assertThat(ChartShapes.of(page, DPI, List.of())).containsExactly(new Box(300, 300, 600, 480));
    }

    @Test
    void ruledTablesFramesAndLettersAreNone() {
        for (int i = 0; i <= 4; i++) {
            fill(100, 100 + 40 * i, 600, 2);
            fill(100 + 150 * i, 100, 2, 162);
        }
        for (int x = 110; x < 680; x += 30) {
            fill(x, 112, 4, 18);
        }
        fill(60, 700, 800, 60);
        assertThat(ChartShapes.of(page, DPI, List.of())).isEmpty();
    }

    @Test
    void whatWasReadIsNone() {
        slope(100, 100);
        slope(200, 100);
        slope(300, 100);
        Box word = new Box(100, 100, 400, 204);
        assertThat(ChartShapes.of(page, DPI, List.of())).containsExactly(new Box(100, 100, 400, 204));
        assertThat(ChartShapes.of(page, DPI, List.of(word))).isEmpty();
    }

    @Test
    void typeInOnePieceThatWasReadIsNone() {
        slope(100, 100);
        slope(220, 100);
        fill(100, 140, 220, 12);
        Box word = new Box(100, 100, 320, 204);
        assertThat(ChartShapes.of(page, DPI, List.of())).containsExactly(word);
        assertThat(ChartShapes.of(page, DPI, List.of(word))).isEmpty();
    }

    @Test
    void aLineOfLettersThatWereNotReadIsNone() {
        for (int i = 0; i < 4; i++) {
            slope(100 + 110 * i, 100);
        }
        assertThat(ChartShapes.of(page, DPI, List.of())).isEmpty();
    }

    @Test
    void aLetterOnItsRuleIsNone() {
        slope(100, 100);
        fill(100, 203, 500, 2);
        assertThat(ChartShapes.of(page, DPI, List.of(new Box(95, 98, 205, 206))))
                .isEmpty();
    }

    /** A hundred pixels wide. */
    private void slope(int left, int top) {
        for (int x = 0; x < 100; x++) {
            fill(left + x, top + x, 1, 5);
        }
    }

    private void axes() {
        fill(300, 300, 2, 300);
        fill(300, 598, 450, 2);
    }

    private void fill(int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(pixels, y * SIDE + left, y * SIDE + left + width, (byte) INK);
        }
    }
}
