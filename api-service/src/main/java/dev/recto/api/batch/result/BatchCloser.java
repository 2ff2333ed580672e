package dev.recto.api.batch.result;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Backoff;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.ClaimedWork;
import dev.recto.api.background.Outage;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.BatchFailure;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.RowQueue;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.webhook.delivery.DeliveryQueue;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Winds jobs up: gives up what is still to be read, writes the result files, ends the job. Whoever takes a job may die at any
 * point; the next one does it again, to the same effect. A job of which rows worked never ends without them. For virtual threads.
 */
@Singleton
public class BatchCloser implements Chore {
    private final BatchJobTable batches;
    private final ClosingTable closings;
    private final RowQueue queue;
    private final Jobs jobs;
    private final ResultFiles results;
    private final DeliveryQueue webhooks;
    private final BatchConfig config;
    private final Outage closing = new Outage("closing a batch");
    private final ClaimedWork<Closing> work;
    private final Bell bell;
    private final Backoff pauses;

    BatchCloser(
            BatchJobTable batches,
            ClosingTable closings,
            RowQueue queue,
            Jobs jobs,
            ResultFiles results,
            DeliveryQueue webhooks,
            BatchConfig config,
            BackgroundConfig background) {
        this.batches = batches;
        this.closings = closings;
        this.queue = queue;
        this.jobs = jobs;
        this.results = results;
        this.webhooks = webhooks;
        this.config = config;
        this.pauses = new Backoff(config.retryAfter(), config.resultPause());
        this.work = new ClaimedWork<>(
                "leases of batches' results",
                config.resultLease().dividedBy(3),
                held -> closings.renew(held, config.resultLease()),
                this::ring);
        this.bell = new Bell("batch results", background.pace(config.poll()), this::close);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell, work.bell());
    }

    /** What was begun is begun again elsewhere. */
    void stop(@Observes ShutdownEvent stopping) {
        work.interruptAll();
    }

    /** A job is to be wound up. */
    public void ring() {
        bell.ring();
    }

    /**
     * Fills the free places with jobs that could be wound up now.
     *
     * @return whether any is under way
     */
    private boolean close() {
        while (work.size() < config.closers()) {
            Optional<Closing> taken = closings.take(config.resultLease());
            if (taken.isEmpty()) {
                break;
            }
            work.begin(taken.get(), "batch-closer-" + taken.get().batch().id(), () -> close(taken.get()));
        }
        return work.size() > 0;
    }

    private void close(Closing taken) {
        try {
            if (taken.attempt() > config.resultAttempts() && taken.batch().succeeded() == 0) {
                closings.fail(taken, BatchFailure.RESULTS_NOT_STORED);
                results.none(taken);
            } else {
                windUp(taken);
            }
            webhooks.ended();
            closing.over();
        } catch (RuntimeException | Error e) {
            closing.failed(e);
            putBack(taken, e);
        }
    }

    /** One that can't be put back now lapses. */
    private void putBack(Closing taken, Throwable failure) {
        try {
            boolean passes = Faults.passes(failure);
            closings.putBack(taken, !passes, passes ? config.retryAfter() : pauses.after(taken.attempt()));
        } catch (RuntimeException e) {
            closing.failed(e);
        }
    }

    private void windUp(Closing taken) {
        BatchJob batch = taken.batch();
        queue.cancelWaiting(batch.id());
        List<UUID> underWay = queue.underWay(batch.id());
        if (underWay.isEmpty()) {
            // The counts are final only now: the copy at hand may be older
            results.store(
                    taken, () -> batches.find(batch.organisation(), batch.id()).orElse(batch));
        } else {
            underWay.forEach(job -> cancel(batch.organisation(), job));
            closings.putBack(taken, false, config.poll());
        }
    }

    /** One that is not accepted yet is cancelled the next time. */
    private void cancel(UUID organisation, UUID job) {
        try {
            jobs.cancel(organisation, job);
        } catch (ApiException unknown) {
            if (unknown.code() != ErrorCode.JOB_NOT_FOUND) {
                throw unknown;
            }
        }
    }
}
