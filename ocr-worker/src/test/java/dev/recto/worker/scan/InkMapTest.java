package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paper of 400 by 200 at 200 dots per inch: eight squares by four. */
class InkMapTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 200;

    private final byte[] pixels = new byte[WIDTH * HEIGHT];

    InkMapTest() {
        Arrays.fill(pixels, (byte) 200);
    }

    private InkMap map() {
        return InkMap.of(new GrayImage(WIDTH, HEIGHT, pixels), 200);
    }

    private void stroke(int left, int top, int brightness) {
        for (int y = top; y < top + 20; y++) {
            Arrays.fill(pixels, y * WIDTH + left, y * WIDTH + left + 4, (byte) brightness);
        }
    }

    @Test
    void inkIsWhatIsMuchDarkerThanThePaperAroundIt() {
        stroke(20, 20, 200 - InkMap.LEAST_DEPTH);
        stroke(120, 20, 201 - InkMap.LEAST_DEPTH);
        assertThat(map().inked()).isOne();
        assertThat(map().depths()[0]).isEqualTo(InkMap.LEAST_DEPTH);
    }

    @Test
    void inkNearABoxIsKnown() {
        stroke(20, 20, 20);
        stroke(320, 120, 20);
        assertThat(map().inkedOutside(List.of())).isEqualTo(2);
        assertThat(map().inkedOutside(List.of(new Box(40, 10, 80, 40)))).isOne();
        assertThat(map().inkedOutside(List.of(new Box(40, 10, 80, 40), new Box(0, 110, 399, 199))))
                .isZero();
    }
}
