package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreNearestRanks() {
        var latencies = new Latencies(
                LongStream.rangeClosed(1, 100).map(ms -> (101 - ms) * 1_000_000).toArray(), Duration.ofSeconds(4));
        assertThat(latencies.percentile(0.5)).isEqualTo(50.0);
        assertThat(latencies.percentile(0.95)).isEqualTo(95.0);
        assertThat(latencies.percentile(1)).isEqualTo(100.0);
        assertThat(latencies.perSecond()).isEqualTo(25.0, within(1e-9));
    }

    @Test
    void nothingMeasuredIsNotANumber() {
        assertThat(new Latencies(new long[0], Duration.ofSeconds(1)).percentile(0.5))
                .isNaN();
    }
}
