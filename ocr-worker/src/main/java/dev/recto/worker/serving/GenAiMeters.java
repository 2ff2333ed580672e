package dev.recto.worker.serving;

import dev.recto.worker.engine.PageTimes;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A model's answers under the names of OpenTelemetry's conventions for generative AI, which are still moving and are to be found here
 * only. The buckets go on where theirs end: a page on a CPU takes minutes.
 */
final class GenAiMeters {
    private static final Duration[] OF_ANSWERS =
            milliseconds(10, 40, 160, 640, 1_280, 2_560, 5_120, 10_240, 20_480, 40_960, 81_920, 163_840, 327_680);
    private static final Duration[] OF_TOKENS =
            milliseconds(1, 2, 5, 10, 25, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 2_500);
    private static final double[] OF_COUNTS = {16, 64, 256, 1_024, 2_048, 4_096, 8_192, 16_384};

    private final Timer duration;
    private final Timer firstToken;
    private final Timer perToken;
    private final DistributionSummary input;
    private final DistributionSummary output;

    GenAiMeters(MeterRegistry registry, String model) {
        Tags tags = Tags.of("gen_ai.operation.name", "generate_content", "gen_ai.request.model", model);
        duration = timer("gen_ai.server.request.duration", OF_ANSWERS, tags, registry);
        firstToken = timer("gen_ai.server.time_to_first_token", OF_ANSWERS, tags, registry);
        perToken = timer("gen_ai.server.time_per_output_token", OF_TOKENS, tags, registry);
        input = tokens("input", tags, registry);
        output = tokens("output", tags, registry);
    }

    void answered(PageTimes times, int promptTokens, int newTokens) {
        duration.record(times.toFirstToken().plus(times.decoding()));
        firstToken.record(times.toFirstToken());
        if (newTokens > 1) {
            perToken.record(times.decoding().dividedBy(newTokens - 1L));
        }
        input.record(promptTokens);
        output.record(newTokens);
    }

    private static Timer timer(String name, Duration[] buckets, Tags tags, MeterRegistry registry) {
        return Timer.builder(name).serviceLevelObjectives(buckets).tags(tags).register(registry);
    }

    private static DistributionSummary tokens(String type, Tags tags, MeterRegistry registry) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .serviceLevelObjectives(OF_COUNTS)
                .tags(tags.and("gen_ai.token.type", type))
                .register(registry);
    }

    private static Duration[] milliseconds(Integer... bounds) {
        return Stream.of(bounds).map(Duration::ofMillis).toArray(Duration[]::new);
    }
}
