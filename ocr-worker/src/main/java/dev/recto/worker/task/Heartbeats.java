package dev.recto.worker.task;

import dev.recto.model.ServedModel;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the API what this worker serves and which tasks it holds, and tells the worker whether the broker hears it. INVARIANT: what is told
 * of tasks is sent in the order in which they came and went, so that whoever hears it never misses one.
 */
final class Heartbeats implements Runnable {
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final String worker;
    private final UUID incarnation = UUID.randomUUID();
    private final Supplier<List<ServedModel>> models;
    private final HeldTasks held;
    private final Outbox outbox;
    private final BrokerOutage outage;
    private final Drain drain;
    private volatile Instant heard = Instant.EPOCH;

    Heartbeats(
            String worker,
            Supplier<List<ServedModel>> models,
            HeldTasks held,
            Outbox outbox,
            BrokerOutage outage,
            Drain drain) {
        this.worker = worker;
        this.models = models;
        this.held = held;
        this.outbox = outbox;
        this.outage = outage;
        this.drain = drain;
    }

    /** To be called every {@link WorkerHeartbeat#INTERVAL_SECONDS}, and when something has changed that others wait for. */
    @Override
    public void run() {
        var _ = beat();
    }

    /** Done when the broker has been told of all that is held. */
    synchronized CompletableFuture<Void> beat() {
        return send(held.all(), null, 0);
    }

    /** Done when the broker has been told that this worker has the task, and the pages behind it that came with it. */
    synchronized CompletableFuture<Void> taken(TaskId task, int pages) {
        return send(null, task, pages);
    }

    /** Waits for a little while until the broker knows what this worker leaves behind. */
    void sayGoodbye() throws InterruptedException {
        try {
            beat().get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            outage.noticed("the end of this worker is not heard", e);
        }
    }

    /** Whether the broker took one lately. */
    boolean heard() {
        return heard.plus(Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS)).isAfter(Instant.now());
    }

    private CompletableFuture<Void> send(@Nullable List<TaskId> all, @Nullable TaskId taken, int pages) {
        Instant now = Instant.now();
        return outbox.send(new WorkerHeartbeat(
                        worker, now, drain.begun(), models.get(), incarnation, all, taken, pages, true))
                .whenComplete((stored, failure) -> {
                    if (failure == null) {
                        heard = now;
                        outage.over();
                    } else {
                        outage.noticed("heartbeats are not heard", failure);
                    }
                });
    }
}
