package dev.recto.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Gives our timers and those of HTTP requests buckets that are the same on every pod, so that quantiles can be had over all of them, and so
 * few that a label more does no harm. A timer that brings buckets of its own keeps them.
 */
public final class TimeBuckets implements MeterFilter {
    private static final double[] OF_WORK =
            nanos(Stream.of(1, 5, 25, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000)
                    .map(Duration::ofMillis));

    /** A job waits for others. */
    private static final double[] OF_JOBS =
            nanos(Stream.of(1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400).map(Duration::ofSeconds));

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        boolean ours = id.getName().startsWith("recto.") || id.getName().equals("http.server.requests");
        if (id.getType() != Meter.Type.TIMER || !ours || config.getServiceLevelObjectiveBoundaries() != null) {
            return config;
        }
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(id.getName().startsWith("recto.job.") ? OF_JOBS : OF_WORK)
                .build()
                .merge(config);
    }

    private static double[] nanos(Stream<Duration> bounds) {
        return bounds.flatMapToDouble(bound -> DoubleStream.of(bound.toNanos())).toArray();
    }
}
