package dev.recto.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyLimitsTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = -5 * SECOND;

    private final KeyLimits limits = new KeyLimits(
            config(Map.of(
                    "recto.limits.requests-per-minute", "30",
                    "recto.limits.tokens-per-minute", "6000",
                    "recto.limits.concurrent-requests", "40")),
            START);

    @Test
    void defaultsAreGenerous() {
        LimitsConfig defaults = config(Map.of());

        assertThat(defaults.requestsPerMinute()).isEqualTo(60_000);
        assertThat(defaults.tokensPerMinute()).isEqualTo(100_000_000);
        assertThat(defaults.concurrentRequests()).isEqualTo(512);
    }

    @Test
    void aMinutesWorthMayComeAtOnceAndThenOneByOne() {
        IntStream.range(0, 30)
                .forEach(i -> assertThat(limits.enter(false, START)).isEmpty());

        assertThat(limits.enter(false, START)).contains(Duration.ofSeconds(2));
        assertThat(limits.enter(false, START + SECOND)).contains(Duration.ofSeconds(1));
        assertThat(limits.enter(false, START + 2 * SECOND)).isEmpty();
        assertThat(limits.enter(false, START + 2 * SECOND)).isPresent();
    }

    @Test
    void requestsThatRunAreLimitedToo() {
        KeyLimits two = new KeyLimits(config(Map.of("recto.limits.concurrent-requests", "2")), START);
        two.enter(false, START);
        two.enter(false, START);

        assertThat(two.enter(false, START)).contains(Duration.ofSeconds(1));
        two.leave();
        assertThat(two.enter(false, START)).isEmpty();
    }

    @Test
    void aRefusedRequestTakesNothing() {
        KeyLimits one = new KeyLimits(config(Map.of("recto.limits.concurrent-requests", "1")), START);
        one.enter(false, START);
        String before = remaining(one, "requests", START);

        one.enter(false, START);

        assertThat(remaining(one, "requests", START)).isEqualTo(before);
    }

    @Test
    void usedUpTokensStopReadingOnly() {
        limits.spend(6100, START);

        assertThat(limits.enter(true, START)).contains(Duration.ofSeconds(2));
        assertThat(limits.enter(false, START)).isEmpty();
        assertThat(limits.enter(true, START + 2 * SECOND)).isEmpty();
    }

    @Test
    void headersTellTheState() {
        limits.enter(true, START);
        limits.spend(1000, START);

        assertThat(limits.headers(START))
                .containsExactly(
                        Map.entry("x-ratelimit-limit-requests", "30"),
                        Map.entry("x-ratelimit-remaining-requests", "29"),
                        Map.entry("x-ratelimit-reset-requests", "2"),
                        Map.entry("x-ratelimit-limit-tokens", "6000"),
                        Map.entry("x-ratelimit-remaining-tokens", "5000"),
                        Map.entry("x-ratelimit-reset-tokens", "10"));
    }

    @Test
    void nothingGrowsBeyondTheLimit() {
        assertThat(remaining(limits, "tokens", START + 3600 * SECOND)).isEqualTo("6000");
    }

    private static String remaining(KeyLimits limits, String what, long now) {
        return String.valueOf(limits.headers(now).get("x-ratelimit-remaining-" + what));
    }

    private static LimitsConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(LimitsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build()
                .getConfigMapping(LimitsConfig.class);
    }
}
