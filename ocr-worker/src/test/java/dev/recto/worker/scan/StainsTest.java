package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** What lies in the middle of a page of 300 by 300. */
class StainsTest {
    private static final int SIDE = 300;
    private static final int PAPER = 230;
    private static final Box PART = new Box(100, 100, 200, 200);

    @Test
    void roundDarkPaperWithTextIsAStain() {
        assertThat(isStain((x, y) -> y % 20 < 4 && x % 8 < 3 ? 60 : isRound(x, y) ? 185 : PAPER))
                .isTrue();
    }

    @Test
    void aPictureIsNone() {
        assertThat(isStain((x, y) -> 30 + 2 * (y - PART.top()))).isFalse();
        assertThat(isStain((x, y) -> 60)).isFalse();
    }

    @Test
    void aDrawingIsNone() {
        assertThat(isStain((x, y) -> x % 20 == 0 || y % 20 == 0 ? 0 : PAPER)).isFalse();
    }

    private static boolean isRound(int x, int y) {
        return Math.hypot(x - 150, y - 150) < 50;
    }

    private static boolean isStain(IntBinaryOperator shade) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                boolean inside = x >= PART.left() && x < PART.right() && y >= PART.top() && y < PART.bottom();
                pixels[y * SIDE + x] = (byte) (inside ? shade.applyAsInt(x, y) : PAPER);
            }
        }
        return Stains.areIn(new GrayImage(SIDE, SIDE, pixels), List.of(PART));
    }
}
