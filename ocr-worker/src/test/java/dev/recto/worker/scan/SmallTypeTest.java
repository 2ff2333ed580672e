package dev.recto.worker.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** At 200 dots per inch. */
class SmallTypeTest {
    private static final int WIDTH = 1654;

    private static GrayImage page(double points) {
        return GrayImage.of(TextPage.of(WIDTH, (float) (points * 200 / 72), 12));
    }

    @Test
    void sixPointsAreFewPixels() {
        assertThat(SmallType.isOn(page(6))).isTrue();
    }

    @Test
    void usualTypeIsLargeEnough() {
        assertThat(SmallType.isOn(page(9))).isFalse();
        assertThat(SmallType.isOn(page(11))).isFalse();
    }
}
