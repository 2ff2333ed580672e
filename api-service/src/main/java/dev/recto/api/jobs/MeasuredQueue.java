package dev.recto.api.jobs;

import dev.recto.api.database.Database.Sql;
import dev.recto.api.kafka.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Objects;

/** Tells how long claiming takes: {@code recto_queue_claim_seconds}. */
record MeasuredQueue<T>(WorkQueue<T> queue, MeterRegistry registry) implements WorkQueue<T> {
    @Override
    public String topic() {
        return queue.topic();
    }

    @Override
    public int window() {
        return queue.window();
    }

    @Override
    public boolean lock(Sql sql) {
        return queue.lock(sql);
    }

    @Override
    public List<Outgoing<T>> claim(Sql sql, int window) {
        Timer timer = registry.timer("recto.queue.claim", "topic", queue.topic());
        return Objects.requireNonNull(timer.record(() -> queue.claim(sql, window)));
    }

    @Override
    public void giveBack(Sql sql, List<T> tasks) {
        queue.giveBack(sql, tasks);
    }
}
