package dev.recto.api.forward;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.UsageMeters;
import dev.recto.api.jobs.Waiting;
import dev.recto.api.limits.Allowances;
import dev.recto.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Sends documents to the configured upstreams. */
@Singleton
class Forwarder implements Chore {
    private final List<ForwardQueue> queues;

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
        this.queues = upstreams.all().stream()
                .map(upstream -> new ForwardQueue(
                        new ObservedUpstream(upstream, tracing, registry),
                        table,
                        news,
                        allowances,
                        config,
                        usage,
                        background))
                .toList();
    }

    @Override
    public List<Bell> bells() {
        return queues.stream().flatMap(queue -> queue.bells().stream()).toList();
    }

    /** What was begun is begun again elsewhere when its claim lapses. */
    void stop(@Observes ShutdownEvent stopping) {
        queues.forEach(ForwardQueue::close);
    }

    /** A document waits to be sent. */
    void hear(@Observes Waiting.Forwards waiting) {
        queues.forEach(ForwardQueue::ring);
    }
}
