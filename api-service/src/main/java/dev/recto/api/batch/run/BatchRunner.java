package dev.recto.api.batch.run;

import dev.recto.api.background.Background;
import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Claims;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

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
    private final Semaphore idle;
    private final Claims<ClaimedRow> claims;
    private final Map<ClaimedRow, Feeding> feeders = new ConcurrentHashMap<>();
    private final Outage feeding = new Outage("feeding a row of a batch");
    private final Bell bell;

    private record Feeding(Thread thread, Instant until) {}

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
        this.idle = new Semaphore(config.feeders());
        this.claims = new Claims<>("leases of batch rows", config.feedLease().dividedBy(3), this::renew);
        this.bell = new Bell("batch rows", background.pace(config.poll()), this::advance);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell, claims.bell());
    }

    /** What was begun is begun again elsewhere. */
    void stop(@Observes ShutdownEvent stopping) {
        feeders.values().forEach(each -> each.thread().interrupt());
    }

    /** There is something to do. */
    public void ring() {
        bell.ring();
    }

    /** @return whether there are jobs that have not ended */
    private boolean advance() {
        if (!batches.anyIsOpen() && claims.size() == 0) {
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
    private void renew(List<ClaimedRow> held) {
        Set<ClaimedRow> late = new HashSet<>();
        feeders.forEach((row, feeder) -> {
            if (Instant.now().isAfter(feeder.until())) {
                feeder.thread().interrupt();
                late.add(row);
            }
        });
        queue.renew(
                held.stream().filter(row -> !late.contains(row)).toList(),
                config.feedLease().toMillis());
    }

    private void feed() {
        int free = idle.drainPermits();
        List<ClaimedRow> claimed;
        try {
            claimed = free == 0
                    ? List.of()
                    : queue.claim(free, window(), config.feedLease().toMillis());
        } catch (RuntimeException e) {
            idle.release(free);
            throw e;
        }
        idle.release(free - claimed.size());
        claimed.forEach(this::begin);
    }

    private void begin(ClaimedRow row) {
        Thread thread =
                Thread.ofVirtual().name("batch-feeder-" + row.job()).unstarted(() -> Background.run(() -> feed(row)));
        claims.hold(row);
        feeders.put(row, new Feeding(thread, Instant.now().plus(config.feedTime())));
        thread.start();
    }

    private int window() {
        return Math.max(config.window(), models.slots() * config.windowPerSlot());
    }

    private void feed(ClaimedRow row) {
        try {
            feeder.feed(row);
            feeding.over();
        } catch (RuntimeException | Error e) {
            feeding.failed(e);
        } finally {
            claims.letGo(row);
            feeders.remove(row);
            idle.release();
            ring();
        }
    }
}
