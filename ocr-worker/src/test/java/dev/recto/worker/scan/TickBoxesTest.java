package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.Box;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paper of 400 by 400 at 200 dots per inch. */
class TickBoxesTest {
    private static final int SIDE = 400;
    private static final int DPI = 200;
    private static final int PAPER = 230;
    private static final int BOX = 26;

    private final byte[] pixels = new byte[SIDE * SIDE];
    private final GrayImage page = new GrayImage(SIDE, SIDE, pixels);

    TickBoxesTest() {
        Arrays.fill(pixels, (byte) PAPER);
    }

    private List<TickBox> found() {
        return TickBoxes.of(page, DPI);
    }

    @Test
    void anEmptySquareIsFound() {
        frame(100, 100, BOX, BOX);
        assertThat(found()).containsExactly(new TickBox(new Box(100, 100, 100 + BOX, 100 + BOX), false));
    }

    @Test
    void aMarkThatReachesBeyondItsSquareIsPartOfIt() {
        frame(100, 100, BOX, BOX);
        stroke(105, 112, 7, 1);
        stroke(111, 118, 22, -1);
        TickBox box = found().getFirst();
        assertThat(box.marked()).isTrue();
        assertThat(box.box().right()).isGreaterThan(130);
        assertThat(TickBoxes.erased(page, found()).pixels()).containsOnly((byte) PAPER);
        assertThat(page.pixels()[100 * SIDE + 100]).as("the page as given").isZero();
    }

    @Test
    void aCrossIsAMark() {
        frame(100, 100, BOX, BOX);
        stroke(105, 105, 16, 1);
        stroke(105, 120, 16, -1);
        assertThat(found()).extracting(TickBox::marked).containsExactly(true);
    }

    @Test
    void cellsOfAGridAreNoTickBoxes() {
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4; column++) {
                frame(100 + column * (BOX - 2), 100 + row * (BOX - 2), BOX, BOX);
            }
        }
        assertThat(found()).isEmpty();
    }

    @Test
    void squaresForLettersAreNoTickBoxes() {
        for (int i = 0; i < 5; i++) {
            frame(100 + i * (BOX + 8), 100, BOX, BOX);
        }
        assertThat(found()).isEmpty();
    }

    @Test
    void aSquareLetterWithinAWordIsNoTickBox() {
        frame(100, 100, BOX, BOX);
        fill(90, 100, 6, BOX);
        assertThat(found()).hasSize(1);
        fill(130, 100, 6, BOX);
        assertThat(found()).isEmpty();
    }

    /** At 75 dots per inch, as small pictures are taken to be. */
    @Test
    void aRoundLetterOfFewPixelsIsNoTickBox() {
        fill(102, 100, 8, 2);
        fill(100, 102, 2, 8);
        fill(110, 102, 2, 8);
        fill(102, 110, 8, 2);
        assertThat(TickBoxes.of(page, 75)).isEmpty();
    }

    @Test
    void aSquareAtTheEdgeIsNone() {
        frame(0, 0, BOX, BOX);
        frame(2, 100, BOX, BOX);
        frame(SIDE - BOX, SIDE - BOX, BOX, BOX);
        assertThat(found()).hasSizeLessThan(2);
    }

    @Test
    void theCornersOfACodeAreNoTickBoxes() {
        for (int corner = 0; corner < 3; corner++) {
            int left = 100 + corner % 2 * 112;
            int top = 100 + corner / 2 * 112;
            fill(left, top, 56, 56);
            for (int y = top + 8; y < top + 48; y++) {
                Arrays.fill(pixels, y * SIDE + left + 8, y * SIDE + left + 48, (byte) PAPER);
            }
            fill(left + 16, top + 16, 24, 24);
        }
        assertThat(TickBoxes.of(page, 400)).isEmpty();
    }

    @Test
    void aPatternOfSquaresIsNone() {
        for (int row = 0; row < 26; row++) {
            for (int column = 0; column < 26; column++) {
                frame(2 + column * 15, 2 + row * 15, 8, 8);
            }
        }
        assertThat(found()).isEmpty();
    }

    @Test
    void whatIsFilledOrOblongOrOpenOrLargeIsNoTickBox() {
        fill(20, 20, BOX, BOX);
        frame(100, 20, 2 * BOX, BOX);
        frame(200, 20, BOX, BOX);
        Arrays.fill(pixels, 20 * SIDE + 200, 20 * SIDE + 200 + BOX, (byte) PAPER);
        Arrays.fill(pixels, 21 * SIDE + 202, 21 * SIDE + 198 + BOX, (byte) PAPER);
        frame(100, 200, 80, 80);
        assertThat(found()).isEmpty();
        assertThat(TickBoxes.erased(page, found())).isSameAs(page);
    }

    private void frame(int left, int top, int width, int height) {
        fill(left, top, width, 2);
        fill(left, top + height - 2, width, 2);
        fill(left, top, 2, height);
        fill(left + width - 2, top, 2, height);
    }

    private void stroke(int left, int top, int length, int down) {
        for (int i = 0; i < length; i++) {
            fill(left + i, top + down * i, 3, 2);
        }
    }

    private void fill(int left, int top, int width, int height) {
        for (int y = top; y < top + height; y++) {
            Arrays.fill(pixels, y * SIDE + left, y * SIDE + left + width, (byte) 0);
        }
    }
}
