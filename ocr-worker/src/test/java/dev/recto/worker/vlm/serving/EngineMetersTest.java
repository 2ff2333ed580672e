package dev.recto.worker.vlm.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EngineMeters meters = new EngineMeters(registry, "org/model");

    private double count(String name) {
        return registry.get(name).tag("model", "org/model").counter().count();
    }

    @Test
    void countsRunsOfTheVisionTowersAndTheirViews() {
        meters.encoded(3, TimeUnit.MILLISECONDS.toNanos(40));
        meters.encoded(1, TimeUnit.MILLISECONDS.toNanos(20));
        meters.batchFailed();

        var runs = registry.get("recto.vlm.encode").tag("model", "org/model").timer();
        assertThat(runs.count()).isEqualTo(2);
        assertThat(runs.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(60);
        assertThat(count("recto.vlm.encode.views")).isEqualTo(4);
        assertThat(count("recto.vlm.encode.failed.batches")).isEqualTo(1);
    }

    @Test
    void countsTokensAndStepsApart() {
        meters.prefilled(70, 1);
        meters.decoded(4, TimeUnit.MILLISECONDS.toNanos(8));
        meters.stepped(3, TimeUnit.MILLISECONDS.toNanos(2));

        assertThat(count("recto.vlm.prefill.tokens")).isEqualTo(70);
        assertThat(count("recto.vlm.decode.tokens")).isEqualTo(3);
        assertThat(registry.get("recto.vlm.step").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(8);
        assertThat(registry.get("recto.vlm.step.overhead").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(2);
    }
}
