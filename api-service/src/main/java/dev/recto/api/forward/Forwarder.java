package dev.recto.api.forward;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.UsageMeters;
import dev.recto.api.jobs.Waiting;
import dev.recto.api.limits.Allowances;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Sends documents to the configured upstreams: one bell for each. */
@Singleton
class Forwarder {
    private final Upstreams upstreams;
    private final ForwardTable table;
    private final JobNews news;
    private final Allowances allowances;
    private final JobsConfig config;
    private final UsageMeters usage;
    private final BackgroundConfig background;
    private final Tracing tracing;
    private final MeterRegistry registry;
    private volatile List<ForwardQueue> queues = List.of();
    private volatile List<Bell> bells = List.of();

    Forwarder(
            Upstreams upstreams,
            ForwardTable table,
            JobNews news,
            Allowances allowances,
            JobsConfig config,
            UsageMeters usage,
            BackgroundConfig background,
            Tracing tracing,
            MeterRegistry registry) {
        this.upstreams = upstreams;
        this.table = table;
        this.news = news;
        this.allowances = allowances;
        this.config = config;
        this.usage = usage;
        this.background = background;
        this.tracing = tracing;
        this.registry = registry;
    }

    void start(@Observes StartupEvent started) {
        queues = upstreams.all().stream()
                .map(upstream -> new ForwardQueue(
                        new ObservedUpstream(upstream, tracing, registry),
                        table,
                        news,
                        allowances,
                        config,
                        usage,
                        this::ring))
                .toList();
        bells = queues.stream()
                .map(queue -> new Bell(queue.name(), background.pace(config.poll()), queue::advance))
                .toList();
    }

    /** What was begun is begun again elsewhere when its claim lapses. */
    void stop(@Observes ShutdownEvent stopping) {
        bells.forEach(Bell::close);
        queues.forEach(ForwardQueue::close);
    }

    void hear(@Observes Waiting.Forwards waiting) {
        ring();
    }

    /** A document waits to be sent, or has ended. */
    void ring() {
        bells.forEach(Bell::ring);
    }
}
