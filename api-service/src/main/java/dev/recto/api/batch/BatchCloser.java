package dev.recto.api.batch;

import dev.recto.api.database.Database;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.storage.ObjectLedger;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Winds jobs up: gives up what is still to be read, writes the result files, ends the job. Whoever takes a job may die at any
 * point; the next one does it again, to the same effect. For virtual threads.
 */
@Singleton
class BatchCloser {
    private final Database database;
    private final BatchJobTable batches;
    private final RowQueue queue;
    private final Jobs jobs;
    private final ResultFiles results;
    private final ObjectLedger ledger;
    private final BatchConfig config;

    BatchCloser(
            Database database,
            BatchJobTable batches,
            RowQueue queue,
            Jobs jobs,
            ResultFiles results,
            ObjectLedger ledger,
            BatchConfig config) {
        this.database = database;
        this.batches = batches;
        this.queue = queue;
        this.jobs = jobs;
        this.results = results;
        this.ledger = ledger;
        this.config = config;
    }

    /** Goes on until no job is left that could be wound up now. */
    void close() {
        Optional<BatchJob> batch = take();
        while (batch.isPresent()) {
            close(batch.get());
            batch = take();
        }
    }

    private Optional<BatchJob> take() {
        return batches.takeSettled(
                TimeOrderedId.next(), TimeOrderedId.next(), config.resultLease().toMillis());
    }

    private void close(BatchJob batch) {
        queue.cancelWaiting(batch.id());
        List<UUID> underWay = queue.underWay(batch.id());
        if (!underWay.isEmpty()) {
            underWay.forEach(job -> cancel(batch.organisation(), job));
            batches.lease(batch.id(), config.poll().toMillis());
            return;
        }
        // The counts are final only now: the copy at hand may be older
        BatchJob last = batches.find(batch.organisation(), batch.id()).orElse(batch);
        UUID output = last.succeeded() > 0 ? store(last, RowState.SUCCEEDED, last.outputFile()) : null;
        UUID errors = last.failed() > 0 ? store(last, RowState.FAILED, last.errorFile()) : null;
        database.transaction(sql -> {
            BatchJobTable.end(sql, last.id(), output, errors);
            if (last.inlineKey() != null) {
                ledger.release(sql.client(), last.inlineKey()).await().atMost(sql.timeout());
            }
            return true;
        });
    }

    private UUID store(BatchJob batch, RowState state, @org.jspecify.annotations.Nullable UUID file) {
        if (file == null) {
            throw new IllegalStateException("a job is wound up without ids for its files");
        }
        results.store(
                batch,
                state,
                file,
                () -> batches.lease(batch.id(), config.resultLease().toMillis()));
        return file;
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
