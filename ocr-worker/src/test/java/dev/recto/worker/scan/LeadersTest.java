package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.image.Allocated;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A page of 1000 by 1000 at 200 dots per inch. */
class LeadersTest {
    private static final int SIDE = 1000;
    private static final int DPI = 200;
    private static final int PAPER = 230;

    private final byte[] pixels = new byte[SIDE * SIDE];
    private final GrayImage page = new GrayImage(SIDE, SIDE, pixels);

    LeadersTest() {
        Arrays.fill(pixels, (byte) PAPER);
    }

    @Test
    void aRowOfDotsIsErased() {
        for (int i = 0; i < 20; i++) {
            dot(200 + 12 * i, 300 + i / 10);
        }
        GrayImage erased = Leaders.erased(page, DPI);
        assertThat(erased.pixels()).containsOnly((byte) PAPER);
        assertThat(page.pixels()[300 * SIDE + 200]).as("the page as given").isZero();
    }

    @Test
    void dotsThatTheScannerMadeGrayAreErasedAroundThoseThatItLost() {
        for (int i = 0; i < 20; i++) {
            if (i % 6 != 4) {
                dot(200 + 16 * i, 300, 160);
            }
        }
        assertThat(Leaders.erased(page, DPI).pixels()).containsOnly((byte) PAPER);
    }

    /** A box of each would take five times what the page does. */
    @Test
    void ofAPageOfSpecksNothingIsListed() {
        for (int y = 0; y < SIDE; y += 2) {
            for (int x = 0; x < SIDE; x += 2) {
                pixels[y * SIDE + x] = 0;
            }
        }
        Allocated<GrayImage> erased = Allocated.by(() -> Leaders.erased(page, DPI));
        assertThat(erased.result()).isSameAs(page);
        assertThat(erased.bytes()).isLessThan(3 * SIDE * SIDE);
    }

    @Test
    void anEllipsisStays() {
        for (int i = 0; i < 4; i++) {
            dot(200 + 12 * i, 300);
        }
        assertThat(Leaders.erased(page, DPI)).isSameAs(page);
    }

    @Test
    void pointsOfALineOfTextStay() {
        int x = 100;
        for (int i = 0; i < 12; i++) {
            x += 20 + 17 * (i * i % 5);
            dot(x, 300);
        }
        assertThat(Leaders.erased(page, DPI)).isSameAs(page);
    }

    @Test
    void pointsBetweenDigitsStay() {
        for (int i = 0; i < 12; i++) {
            dot(200 + 18 * i, 300);
            for (int y = 290; y < 303; y++) {
                Arrays.fill(pixels, y * SIDE + 206 + 18 * i, y * SIDE + 214 + 18 * i, (byte) 0);
            }
        }
        assertThat(Leaders.erased(page, DPI)).isSameAs(page);
    }

    @Test
    void signsInPlaceOfDigitsStay() {
        for (int i = 0; i < 12; i++) {
            dot(200 + 4 * i, 300);
        }
        assertThat(Leaders.erased(page, DPI)).isSameAs(page);
    }

    @Test
    void aPictureInDotsStays() {
        for (int y = 1; y < SIDE - 4; y += 6) {
            for (int x = 1; x < SIDE - 4; x += 6) {
                dot(x, y);
            }
        }
        assertThat(Leaders.erased(page, DPI)).isSameAs(page);
    }

    private void dot(int left, int top) {
        dot(left, top, 0);
    }

    private void dot(int left, int top, int shade) {
        for (int y = top; y < top + 3; y++) {
            Arrays.fill(pixels, y * SIDE + left, y * SIDE + left + 3, (byte) shade);
        }
    }
}
