package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of 1000 by 1000 with a line of text, 30 high, that was read. */
class LoneInkTest {
    private static final int SIDE = 1000;
    private static final int HEIGHT = 30;
    private static final Box LINE = new Box(100, 300, 400, 330);
    private static final Box NUMBER = new Box(800, 303, 826, 325);

    private final byte[] pixels = new byte[SIDE * SIDE];

    LoneInkTest() {
        Arrays.fill(pixels, (byte) 230);
        ink(LINE);
    }

    @Test
    void twoDigitsFarFromTheTextAreFoundTogether() {
        digits();
        assertThat(found()).containsExactly(NUMBER);
    }

    @Test
    void whatStandsCloseToAWordBelongsToIt() {
        ink(new Box(420, 303, 432, 325));
        assertThat(found()).isEmpty();
    }

    @Test
    void drawingsAndTheirPartsAreNone() {
        digits();
        ink(new Box(780, 200, 784, 500));
        assertThat(found()).isEmpty();
    }

    @Test
    void grainIsNone() {
        for (int y = 0; y < SIDE; y += 20) {
            for (int x = 0; x < SIDE; x += 20) {
                ink(new Box(x, y, x + 4, y + 12));
            }
        }
        assertThat(found()).isEmpty();
    }

    private void digits() {
        ink(new Box(800, 303, 811, 325));
        ink(new Box(815, 303, 826, 325));
    }

    private List<Box> found() {
        return LoneInk.of(new GrayImage(SIDE, SIDE, pixels), List.of(LINE), HEIGHT);
    }

    private void ink(Box box) {
        for (int y = box.top(); y < box.bottom(); y++) {
            Arrays.fill(pixels, y * SIDE + box.left(), y * SIDE + box.right(), (byte) 0);
        }
    }
}
