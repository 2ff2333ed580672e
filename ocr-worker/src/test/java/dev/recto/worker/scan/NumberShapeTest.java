package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Strokes on paper with grain: digits of 7 by 14, with a space of 3 between them. */
class NumberShapeTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 30;
    private static final int TOP = 8;

    private final byte[] pixels = new byte[WIDTH * HEIGHT];
    private int at = 10;

    NumberShapeTest() {
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round(220 + 6 * random.nextGaussian()), 0, 255);
        }
    }

    private NumberShapeTest mark(int width, int from, int to) {
        for (int y = TOP + from; y < TOP + to; y++) {
            Arrays.fill(pixels, y * WIDTH + at, y * WIDTH + at + width, (byte) 60);
        }
        return this;
    }

    private NumberShapeTest digits(int count) {
        for (int i = 0; i < count; i++) {
            mark(7, 0, 14).room(10);
        }
        return this;
    }

    private NumberShapeTest room(int pixels) {
        at += pixels;
        return this;
    }

    private String shape() {
        return NumberShape.of(Grain.smoothed(new GrayImage(WIDTH, HEIGHT, pixels)));
    }

    @Test
    void hasDigitsAPointAndADash() {
        assertThat(mark(6, 6, 9)
                        .room(10)
                        .digits(2)
                        .mark(3, 11, 14)
                        .room(6)
                        .digits(1)
                        .shape())
                .isEqualTo("-dd.d");
    }

    @Test
    void hasAPlusOverADash() {
        mark(8, 5, 7).mark(8, 12, 14).room(3).mark(2, 2, 11).room(9).digits(2);
        assertThat(shape()).isEqualTo("±dd");
    }

    @Test
    void aPlusIsAnotherThing() {
        mark(8, 6, 8).room(3).mark(2, 3, 11).room(9).digits(2);
        assertThat(shape()).isEqualTo("?dd");
    }

    @Test
    void hasAColon() {
        assertThat(digits(1).mark(3, 4, 7).mark(3, 11, 14).room(6).digits(2).shape())
                .isEqualTo("d.dd");
    }

    @Test
    void hasACommaThatReachesBeneathADigit() {
        assertThat(digits(1).room(-4).mark(4, 16, 20).room(8).digits(2).shape()).isEqualTo("d.dd");
    }

    @Test
    void aBrokenDigitIsOne() {
        digits(1).mark(7, 0, 4).mark(7, 6, 14).room(10).digits(1);
        assertThat(shape()).isEqualTo("ddd");
    }

    @Test
    void hasAPointBeneathTheFlagOfAOne() {
        digits(2).mark(8, 0, 3).mark(3, 11, 14).room(5).mark(3, 0, 14);
        assertThat(shape()).isEqualTo("dd.d");
    }

    @Test
    void theFootOfADigitIsNoPoint() {
        digits(2).mark(7, 0, 3).mark(7, 11, 14).room(4).mark(3, 0, 14);
        assertThat(shape()).isEqualTo("ddd");
    }

    @Test
    void hasTheRoomOfAPointThatIsGone() {
        assertThat(digits(2).room(6).digits(1).shape()).isEqualTo("dd.d");
    }

    @Test
    void narrowDigitsLeaveNoRoomForAPoint() {
        mark(3, 0, 14).room(6).mark(3, 0, 14).room(6).mark(9, 0, 14);
        assertThat(shape()).isEqualTo("ddd");
    }

    @Test
    void isUnknownWhereOtherThingsStand() {
        assertThat(digits(1).mark(30, 0, 14).shape()).isEqualTo("d?");
    }

    @Test
    void isEmptyWherePaperIs() {
        assertThat(shape()).isEmpty();
    }
}
