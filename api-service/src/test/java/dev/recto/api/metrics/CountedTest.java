package dev.recto.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedTest {
    private static final Tags ONE = Tags.of("model", "one");
    private static final Tags OTHER = Tags.of("model", "other");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Counted counted = new Counted(registry, "waiting", "What waits");

    @Test
    void whatIsCountedAgainIsNeverMissing() {
        counted.tell(Map.of(ONE, 1));
        Gauge gauge = registry.get("waiting").tags(ONE).gauge();
        counted.tell(Map.of(ONE, 2, OTHER, 3));
        assertThat(registry.get("waiting").tags(ONE).gauge()).isSameAs(gauge);
        assertThat(gauge.value()).isEqualTo(2);
        assertThat(registry.get("waiting").tags(OTHER).gauge().value()).isEqualTo(3);
    }

    @Test
    void whatIsCountedNoMoreIsGone() {
        counted.tell(Map.of(ONE, 1, OTHER, 3));
        counted.tell(Map.of(OTHER, 3));
        assertThat(registry.find("waiting").tags(ONE).gauge()).isNull();
        counted.tell(Map.of(ONE, 4));
        assertThat(registry.get("waiting").tags(ONE).gauge().value()).isEqualTo(4);
    }
}
