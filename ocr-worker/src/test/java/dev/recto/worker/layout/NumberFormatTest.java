package dev.recto.worker.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberFormatTest {
    private static NumberFormat of(String... cells) {
        return NumberFormat.of(List.of(cells)).orElseThrow();
    }

    @Test
    void aPointThatManyHaveIsMissingInOthers() {
        NumberFormat format = of("1.5", "-2.0", "47", "3.1%", "12");
        assertThat(format.end()).contains(".9");
        assertThat(format.fits("4.7")).isTrue();
        assertThat(format.fits("47")).isFalse();
        assertThat(format.fits("4:7")).isFalse();
    }

    @Test
    void smallNumbersStandAmongThousands() {
        NumberFormat format = of("1,234", "12,345", "987");
        assertThat(format.fits("56")).isTrue();
        assertThat(format.fits("6113")).isFalse();
    }

    @Test
    void wholeNumbersHaveNoPoint() {
        NumberFormat format = of("12", "7", "105", "44");
        assertThat(format.fits("1.2")).isFalse();
        assertThat(format.fits("1,234")).isTrue();
        assertThat(format.fits("UW")).isFalse();
    }

    @Test
    void wordsHaveNone() {
        assertThat(NumberFormat.of(List.of("Northport", "12", "Calder", "Denby")))
                .isEqualTo(Optional.empty());
    }

    @Test
    void pointsAreLostRatherThanFound() {
        assertThat(NumberFormat.isWithPoint("145", "14.5")).isTrue();
        assertThat(NumberFormat.isWithPoint("14.5", "145")).isFalse();
        assertThat(NumberFormat.isWithPoint("145", "1.46")).isFalse();
    }
}
