package dev.recto.worker.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.engine.PageTimes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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

    @Test
    void countsDraftedTokensAndThoseThatWereRight() {
        meters.drafted(4, TimeUnit.MILLISECONDS.toNanos(3));
        meters.checked(3, 2);
        meters.checked(3, 0);

        assertThat(count("recto.vlm.drafted.tokens")).isEqualTo(6);
        assertThat(count("recto.vlm.accepted.tokens")).isEqualTo(2);
        assertThat(registry.get("recto.vlm.draft").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(3);
    }

    private double gauge(String name) {
        return registry.get(name).tag("model", "org/model").gauge().value();
    }

    @Test
    void saysHowFullTheCacheIs() {
        meters.opened(4, 1000);
        meters.depth(2, 700, 1);

        assertThat(gauge("recto.vlm.slots")).isEqualTo(4);
        assertThat(gauge("recto.vlm.busy.slots")).isEqualTo(2);
        assertThat(gauge("recto.vlm.cache.capacity.tokens")).isEqualTo(4000);
        assertThat(gauge("recto.vlm.cache.tokens")).isEqualTo(700);
        assertThat(gauge("recto.vlm.waiting.pages")).isEqualTo(1);
    }

    private double seconds(String name) {
        return registry.get(name)
                .tag("gen_ai.request.model", "org/model")
                .timer()
                .totalTime(TimeUnit.SECONDS);
    }

    @Test
    void tellsOfAnswersAsTheConventionsDo() {
        Duration waiting = Duration.ofSeconds(1);
        Duration encoding = Duration.ofSeconds(2);
        Duration seating = Duration.ofSeconds(4);
        Duration prefilling = Duration.ofSeconds(3);
        meters.answered(new PageTimes(waiting, encoding, seating, prefilling, Duration.ofSeconds(10)), 300, 41);

        assertThat(seconds("gen_ai.server.time_to_first_token")).isEqualTo(10);
        assertThat(seconds("gen_ai.server.time_per_output_token")).isEqualTo(0.25);
        assertThat(seconds("gen_ai.server.request.duration")).isEqualTo(20);
        assertThat(registry.get("gen_ai.client.token.usage")
                        .tag("gen_ai.token.type", "output")
                        .summary()
                        .totalAmount())
                .isEqualTo(41);
    }

    @Test
    void anAnswerOfOneTokenHasNoTimePerToken() {
        Duration second = Duration.ofSeconds(1);
        meters.answered(new PageTimes(second, second, second, second, Duration.ZERO), 300, 1);

        assertThat(registry.get("gen_ai.server.time_per_output_token").timer().count())
                .isZero();
    }
}
