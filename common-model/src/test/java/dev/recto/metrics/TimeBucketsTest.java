package dev.recto.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TimeBucketsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    TimeBucketsTest() {
        registry.config().meterFilter(new TimeBuckets());
    }

    private static List<Double> seconds(Timer timer) {
        return Arrays.stream(timer.takeSnapshot().histogramCounts())
                .map((CountAtBucket bucket) -> bucket.bucket(TimeUnit.SECONDS))
                .toList();
    }

    @Test
    void ourTimersAndRequestsReachFromMillisecondsToTheLongestPage() {
        for (String name : List.of("recto.pages", "http.server.requests")) {
            assertThat(seconds(registry.timer(name)))
                    .startsWith(0.001)
                    .endsWith(300.0)
                    .isSorted()
                    .hasSizeLessThan(15);
        }
    }

    @Test
    void jobsMayTakeADay() {
        assertThat(seconds(registry.timer("recto.job.reached")))
                .endsWith(86_400.0)
                .hasSizeLessThan(15);
    }

    @Test
    void bucketsOfATimersOwnStayAndLibrariesGetNone() {
        Timer own = Timer.builder("recto.own")
                .serviceLevelObjectives(Duration.ofSeconds(7))
                .register(registry);

        assertThat(seconds(own)).containsExactly(7.0);
        assertThat(seconds(registry.timer("sql.pool.usage"))).isEmpty();
    }
}
