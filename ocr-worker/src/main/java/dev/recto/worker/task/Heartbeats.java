package dev.recto.worker.task;

import dev.recto.model.ServedModel;
import dev.recto.model.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Tells the API what this worker serves, and tells the worker whether the broker hears it. */
final class Heartbeats implements Runnable {
    private final String worker;
    private final Supplier<List<ServedModel>> models;
    private final Outbox outbox;
    private final BrokerOutage outage;
    private final Drain drain;
    private volatile Instant heard = Instant.EPOCH;

    Heartbeats(String worker, Supplier<List<ServedModel>> models, Outbox outbox, BrokerOutage outage, Drain drain) {
        this.worker = worker;
        this.models = models;
        this.outbox = outbox;
        this.outage = outage;
        this.drain = drain;
    }

    /** To be called every {@link WorkerHeartbeat#INTERVAL_SECONDS}. */
    @Override
    public void run() {
        Instant now = Instant.now();
        var _ = outbox.send(new WorkerHeartbeat(worker, now, drain.begun(), models.get()))
                .whenComplete((stored, failure) -> {
                    if (failure == null) {
                        heard = now;
                        outage.over();
                    } else {
                        outage.noticed("heartbeats are not heard", failure);
                    }
                });
    }

    /** Whether the broker took one lately. */
    boolean heard() {
        return heard.plus(Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS)).isAfter(Instant.now());
    }
}
