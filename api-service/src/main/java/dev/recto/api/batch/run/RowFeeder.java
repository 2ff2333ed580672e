package dev.recto.api.batch.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.BatchFailure;
import dev.recto.api.batch.table.BatchJobTable;
import dev.recto.api.batch.table.ClaimedRow;
import dev.recto.api.batch.table.RowError;
import dev.recto.api.batch.table.RowQueue;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.OcrService;
import dev.recto.api.ocr.request.BodyReader;
import dev.recto.api.ocr.request.OcrRequest;
import dev.recto.api.reading.Lane;
import dev.recto.api.storage.ByteRange;
import dev.recto.api.storage.ChunkInputStream;
import dev.recto.api.storage.ObjectGoneException;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.api.web.input.JsonFields;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.Tracing;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes rows ordinary readings, behind all interactive work. For virtual threads. */
@Singleton
class RowFeeder {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    private final RowQueue queue;
    private final RowTable rows;
    private final BatchJobTable batches;
    private final ObjectStore store;
    private final BodyReader bodies;
    private final Spools spools;
    private final OcrService service;
    private final Jobs jobs;
    private final ObjectMapper json;
    private final BatchConfig config;
    private final Tracing tracing;

    RowFeeder(
            RowQueue queue,
            RowTable rows,
            BatchJobTable batches,
            ObjectStore store,
            BodyReader bodies,
            Spools spools,
            OcrService service,
            Jobs jobs,
            ObjectMapper json,
            BatchConfig config,
            Tracing tracing) {
        this.queue = queue;
        this.rows = rows;
        this.batches = batches;
        this.store = store;
        this.bodies = bodies;
        this.spools = spools;
        this.service = service;
        this.jobs = jobs;
        this.json = json;
        this.config = config;
        this.tracing = tracing;
    }

    /**
     * Leaves the row running, failed, or waiting for another try; to be interrupted when it takes too long, and when the process ends: then it
     * lapses. A row is a trace of its own: a batch may have very many.
     *
     * @param until when it takes too long
     */
    void feed(ClaimedRow row, Instant until) {
        try (Activity feeding = tracing.root("feed row", SpanKind.INTERNAL)
                .link(row.trace())
                .with(Attribute.BATCH, row.batch())
                .with(Attribute.ROW, row.number())
                .with(Attribute.ATTEMPT, row.attempt())
                .with(Attribute.JOB, row.job())) {
            feed(row, until, feeding);
        }
    }

    private void feed(ClaimedRow row, Instant until, Activity feeding) {
        try {
            submit(row, feeding);
            if (!queue.fed(row)) {
                giveUp(row);
            }
        } catch (RuntimeException | Error failure) {
            boolean interrupted = Thread.interrupted();
            if (Instant.now().isAfter(until)) {
                // Whatever the part says of it that was interrupted
                settle(row, new ApiException(ErrorCode.OCR_TIMEOUT), feeding);
            } else if (interrupted) {
                throw failure;
            } else if (failure instanceof ObjectGoneException) {
                feeding.failed(BatchFailure.INPUT_GONE);
                batches.fail(row.batch(), BatchFailure.INPUT_GONE);
                queue.putBack(row, config.retryAfter().toMillis(), false);
            } else {
                settle(row, Faults.of(failure), feeding);
            }
        }
    }

    private void submit(ClaimedRow row, Activity feeding) {
        ByteRange range = new ByteRange(row.start(), row.start() + row.length() - 1);
        try (Spool spool = spools.open(row.caller().organisation());
                InputStream in = new ChunkInputStream(store.get(row.objectKey(), range)
                        .await()
                        .atMost(OPEN_TIMEOUT)
                        .bytes())) {
            OcrRequest request = OcrRequest.parse(JsonFields.of(bodies.read(in, spool), "body"))
                    .orModel(Optional.ofNullable(row.model()));
            service.submit(row.job(), row.caller(), request, Lane.BATCH, spool, feeding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody was told of the reading, or ever will be. */
    private void giveUp(ClaimedRow row) {
        jobs.cancel(row.caller().organisation(), row.job());
        jobs.delete(List.of(row.job()));
    }

    /** What may pass is tried again: without end if it is only that something is missing, else some times. */
    private void settle(ClaimedRow row, ApiException refused, Activity feeding) {
        feeding.failed(refused.code());
        switch (refused.code().errorClass()) {
            case UNAVAILABLE, RATE_LIMIT ->
                queue.putBack(row, config.retryAfter().toMillis(), false);
            case INTERNAL, OCR_PROCESSING -> {
                if (row.failures() + 1 < config.attempts()) {
                    queue.putBack(row, config.retryAfter().toMillis(), true);
                } else {
                    refuse(row, refused);
                }
            }
            case BAD_REQUEST,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    TIMEOUT,
                    CONFLICT,
                    PAYLOAD_TOO_LARGE,
                    ADDRESS_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    HEAD_TOO_LARGE,
                    RANGE,
                    VALIDATION -> refuse(row, refused);
        }
    }

    private void refuse(ClaimedRow row, ApiException refused) {
        rows.refuse(row, RowError.of(refused, row.job(), json));
    }
}
