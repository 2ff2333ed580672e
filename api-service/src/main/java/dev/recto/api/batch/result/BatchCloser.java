package dev.recto.api.batch.result;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Claims;
import dev.recto.api.background.Outage;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.BatchFailure;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.RowQueue;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorClass;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.webhook.delivery.DeliveryQueue;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Winds jobs up: gives up what is still to be read, writes the result files, ends the job. Whoever takes a job may die at any
 * point; the next one does it again, to the same effect, some times. For virtual threads.
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
    private final Claims<Closing> claims;
    private final Bell bell;

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
        this.claims = new Claims<>(
                "leases of batches' results",
                config.resultLease().dividedBy(3),
                held -> closings.renew(held, config.resultLease()));
        this.bell = new Bell("batch results", background.pace(config.poll()), this::close);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell, claims.bell());
    }

    /** A job is to be wound up. */
    public void ring() {
        bell.ring();
    }

    /**
     * Goes on until no job is left that could be wound up now.
     *
     * @return whether there was one
     */
    private boolean close() {
        Optional<Closing> taken = closings.take(config.resultLease());
        boolean found = taken.isPresent();
        while (taken.isPresent()) {
            close(taken.get());
            taken = closings.take(config.resultLease());
        }
        return found;
    }

    private void close(Closing taken) {
        claims.hold(taken);
        try {
            if (taken.attempt() > config.resultAttempts()) {
                closings.fail(taken, BatchFailure.RESULTS_NOT_STORED);
                results.none(taken);
            } else {
                windUp(taken);
            }
            webhooks.ended();
            closing.over();
        } catch (RuntimeException e) {
            closing.failed(e);
            closings.putBack(taken, !passes(e), config.retryAfter());
        } finally {
            claims.letGo(taken);
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

    private static boolean passes(RuntimeException failure) {
        return failure instanceof ApiException fault && fault.code().errorClass() == ErrorClass.UNAVAILABLE;
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
