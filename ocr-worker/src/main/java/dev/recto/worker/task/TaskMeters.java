package dev.recto.worker.task;

import dev.recto.model.Words;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What became of a topic's tasks, and how many are held: {@code recto_tasks_seconds} and {@code recto_tasks_active}.
 */
final class TaskMeters {
    private final Map<TaskOutcome, Timer> timers = new EnumMap<>(TaskOutcome.class);
    private final AtomicInteger active;

    TaskMeters(MeterRegistry registry, String topic) {
        Tags tags = Tags.of("topic", topic);
        for (TaskOutcome outcome : TaskOutcome.values()) {
            timers.put(outcome, registry.timer("recto.tasks", tags.and("outcome", Words.of(outcome))));
        }
        active = Objects.requireNonNull(registry.gauge("recto.tasks.active", tags, new AtomicInteger()));
    }

    void taken() {
        active.incrementAndGet();
    }

    void ended(TaskOutcome outcome, Duration took) {
        active.decrementAndGet();
        record(outcome, took);
    }

    void dropped() {
        record(TaskOutcome.DROPPED, Duration.ZERO);
    }

    private void record(TaskOutcome outcome, Duration took) {
        Objects.requireNonNull(timers.get(outcome)).record(took);
    }
}
