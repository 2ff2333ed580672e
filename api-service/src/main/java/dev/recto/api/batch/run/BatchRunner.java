package dev.recto.api.batch.run;

import dev.recto.api.background.Background;
import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.batch.result.BatchCloser;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.ClaimedRow;
import dev.recto.api.batch.table.RowQueue;
import dev.recto.api.models.ServedModels;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Keeps jobs going; every process does so, and any of them goes on where another one stopped. */
@Singleton
public class BatchRunner {
    private final BatchJobTable batches;
    private final RowQueue queue;
    private final RowFeeder feeder;
    private final RowCollector collector;
    private final BatchCloser closer;
    private final ServedModels models;
    private final BatchConfig config;
    private final BackgroundConfig background;
    private final Semaphore idle;
    private final Set<ClaimedRow> feeding = ConcurrentHashMap.newKeySet();
    private final Duration renewal;
    private long renewed = System.nanoTime();
    private final ExecutorService feeders = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("batch-feeder-", 0).factory());
    private @Nullable Bell rows;
    private @Nullable Bell results;

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
        this.background = background;
        this.idle = new Semaphore(config.feeders());
        this.renewal = config.feedLease().dividedBy(3);
    }

    void start(@Observes StartupEvent started) {
        rows = new Bell("batch rows", background.pace(config.poll()), this::advance);
        results = new Bell("batch results", background.pace(config.poll()), closer::close);
    }

    /** What was begun is begun again elsewhere. */
    void stop(@Observes ShutdownEvent stopping) {
        if (rows != null) {
            rows.close();
        }
        if (results != null) {
            results.close();
        }
        feeders.shutdownNow();
    }

    /** There is something to do. */
    public void ring() {
        if (rows != null) {
            rows.ring();
        }
    }

    /** @return whether there are jobs that have not ended */
    private boolean advance() {
        if (!batches.anyIsOpen() && feeding.isEmpty()) {
            return false;
        }
        batches.start(config.runningJobs());
        renew();
        collector.collect();
        queue.recover();
        boolean closing = batches.settle();
        if (closing && results != null) {
            results.ring();
        }
        feed();
        return true;
    }

    /** Often enough that another process takes only the rows of one that has died. */
    private void renew() {
        List<ClaimedRow> held = List.copyOf(feeding);
        if (!held.isEmpty() && System.nanoTime() - renewed >= renewal.toNanos()) {
            queue.renew(held, config.feedLease().toMillis());
            renewed = System.nanoTime();
        }
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
        feeding.addAll(claimed);
        claimed.forEach(row -> feeders.execute(() -> Background.run(() -> feed(row))));
    }

    private int window() {
        return Math.max(config.window(), models.slots() * config.windowPerSlot());
    }

    private void feed(ClaimedRow row) {
        try {
            feeder.feed(row);
        } finally {
            feeding.remove(row);
            idle.release();
            ring();
        }
    }
}
