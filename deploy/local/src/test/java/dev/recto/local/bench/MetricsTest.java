package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Metrics METRICS = new Metrics("""
            # HELP claim_seconds How long claims take
            # TYPE claim_seconds histogram
            claim_seconds_bucket{topic="a",le="0.001"} 2.0
            claim_seconds_bucket{topic="a",le="+Inf"} 3.0
            claim_seconds_bucket{topic="b",le="0.001"} 70.0
            claim_seconds_bucket{topic="b",le="+Inf"} 70.0
            claim_seconds_count{topic="a"} 3.0
            pages_total{outcome="read"} 1.5E3
            """);

    @Test
    void aSeriesIsFoundByItsNameAndLabels() {
        assertThat(METRICS.value("pages_total{outcome=\"read\"}")).isEqualTo(1500);
        assertThat(METRICS.value("pages_total{outcome=\"failed\"}")).isZero();
    }

    @Test
    void aHistogramHasTheBucketsOfItsLabelOnly() {
        assertThat(METRICS.histogram("claim_seconds", "topic=\"a\"").upTo())
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(0.001, 2L, Double.POSITIVE_INFINITY, 3L)));
        assertThat(METRICS.histogram("claim_seconds", "topic=\"c\"").upTo()).isEmpty();
    }
}
