package dev.recto.worker.task;

import dev.recto.model.Words;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/**
 * What became of a topic's tasks, and how many are held: {@code recto_tasks_seconds} and {@code recto_tasks_active}.
 */
final class TaskMeters {
    private enum Outcome {
        ANSWERED,
        /** Somebody else gets it. */
        RETURNED,
        /** Nobody does; the API finds it missing. */
        DROPPED,
        /** The broker took it away. */
        LOST
    }

    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
    private final AtomicInteger active;

    TaskMeters(MeterRegistry registry, String topic) {
        Tags tags = Tags.of("topic", topic);
        for (Outcome outcome : Outcome.values()) {
            timers.put(outcome, registry.timer("recto.tasks", tags.and("outcome", Words.of(outcome))));
        }
        active = Objects.requireNonNull(registry.gauge("recto.tasks.active", tags, new AtomicInteger()));
    }

    void taken() {
        active.incrementAndGet();
    }

    /** @param acknowledged empty where it was not any more to be */
    void ended(Optional<AcknowledgeType> acknowledged, Duration took) {
        Outcome outcome = acknowledged.map(TaskMeters::outcome).orElse(Outcome.LOST);
        active.decrementAndGet();
        Objects.requireNonNull(timers.get(outcome)).record(took);
    }

    private static Outcome outcome(AcknowledgeType acknowledged) {
        return switch (acknowledged) {
            case ACCEPT -> Outcome.ANSWERED;
            case RELEASE, RENEW -> Outcome.RETURNED;
            case REJECT -> Outcome.DROPPED;
        };
    }
}
