package dev.recto.api.batch.run;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.ClaimedWork;
import dev.recto.api.background.Outage;
import dev.recto.api.batch.result.BatchCloser;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.ClaimedRow;
import dev.recto.api.batch.table.RowQueue;
import dev.recto.api.models.ServedModels;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Keeps jobs going; every process does so, and any of them goes on where another one stopped. */
@Singleton
public class BatchRunner implements Chore {
    private final BatchJobTable batches;
    private final RowQueue queue;
    private final RowFeeder feeder;
    private final RowCollector collector;
    private final BatchCloser closer;
    private final ServedModels models;
    private final BatchConfig config;
    private final ClaimedWork<Feeding> work;
    private final Outage feeding = new Outage("feeding a row of a batch");
    private final Bell bell;

    private record Feeding(ClaimedRow row, Instant until) {
        boolean isLate(Instant now) {
            return now.isAfter(until);
        }
    }

    BatchRunner(
            BatchJobTable batches,
            RowQueue queue,
            RowFeeder feeder,
            RowCollector collector,
            BatchCloser closer,
            ServedModels models,
            BatchConfig config,
            BackgroundConfig background) {
        this.batches = batches;
        this.queue = queue;
        this.feeder = feeder;
        this.collector = collector;
        this.closer = closer;
        this.models = models;
        this.config = config;
        this.work = new ClaimedWork<>("leases of batch rows", config.feedLease().dividedBy(3), this::renew, this::ring);
        this.bell = new Bell("batch rows", background.pace(config.poll()), this::advance);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell, work.bell());
    }

    /** What was begun is begun again elsewhere. */
    void stop(@Observes ShutdownEvent stopping) {
        work.interruptAll();
    }

    /** There is something to do. */
    public void ring() {
        bell.ring();
    }

    /** @return whether there are jobs that have not ended */
    private boolean advance() {
        if (!batches.anyIsOpen() && work.size() == 0) {
            return false;
        }
        batches.start(config.runningJobs());
        collector.collect();
        queue.recover();
        boolean closing = batches.settle();
        if (closing) {
            closer.ring();
        }
        feed();
        return true;
    }

    /** What takes too long is given up, and lapses if that does not help. */
    private void renew(List<Feeding> held) {
        Instant now = Instant.now();
        work.interrupt(feeding -> feeding.isLate(now));
        queue.renew(
                held.stream()
                        .filter(feeding -> !feeding.isLate(now))
                        .map(Feeding::row)
                        .toList(),
                config.feedLease().toMillis());
    }

    private void feed() {
        int free = config.feeders() - work.size();
        if (free > 0) {
            queue.claim(free, window(), config.feedLease().toMillis())
                    .forEach(row -> begin(new Feeding(row, Instant.now().plus(config.feedTime()))));
        }
    }

    private int window() {
        return Math.max(config.window(), models.slots() * config.windowPerSlot());
    }

    private void begin(Feeding begun) {
        work.begin(begun, "batch-feeder-" + begun.row().job(), () -> feed(begun));
    }

    private void feed(Feeding begun) {
        try {
            feeder.feed(begun.row(), begun.until());
            feeding.over();
        } catch (RuntimeException | Error e) {
            feeding.failed(e);
        }
    }
}
