package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    @Test
    void valuesAreTakenForEvenlySpreadBetweenTwoBounds() {
        Histogram histogram = histogram(Map.of(1.0, 50L, 2.0, 90L, 5.0, 100L, NEVER, 100L));
        assertThat(histogram.quantile(0.50)).isEqualTo(1, within(1e-9));
        assertThat(histogram.quantile(0.70)).isEqualTo(1.5, within(1e-9));
        assertThat(histogram.quantile(0.99)).isEqualTo(4.7, within(1e-9));
    }

    @Test
    void whatIsAboveAllBoundsIsAtLeastTheLast() {
        assertThat(histogram(Map.of(1.0, 1L, 2.0, 1L, NEVER, 4L)).quantile(0.99))
                .isEqualTo(2);
    }

    @Test
    void onlyWhatCameSinceCounts() {
        Histogram before = histogram(Map.of(1.0, 90L, 2.0, 90L, NEVER, 90L));
        Histogram after = histogram(Map.of(1.0, 90L, 2.0, 100L, NEVER, 100L));
        assertThat(after.since(before).quantile(0.5)).isEqualTo(1.5, within(1e-9));
        assertThat(after.since(histogram(Map.of())).quantile(0.5)).isLessThan(1);
    }

    @Test
    void ofNothingThereIsNoQuantile() {
        assertThat(histogram(Map.of()).quantile(0.5)).isNaN();
        assertThat(histogram(Map.of(1.0, 0L, NEVER, 0L)).quantile(0.5)).isNaN();
    }

    private static Histogram histogram(Map<Double, Long> upTo) {
        return new Histogram(new TreeMap<>(upTo));
    }
}
