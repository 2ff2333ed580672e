package dev.recto.api.batch.table;

import dev.recto.api.tenancy.Caller;
import dev.recto.tracing.TraceParent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row to be brought on its way.
 *
 * @param attempt counted from 1, lapsed claims and outages with it: tells claims apart
 * @param failures how often it was tried in vain for a reason that nobody foresaw
 * @param model of the job, null if it names none
 * @param trace of the request that made the job
 */
public record ClaimedRow(
        UUID batch,
        int number,
        int attempt,
        int failures,
        UUID job,
        Caller caller,
        @Nullable String model,
        String objectKey,
        long start,
        long length,
        TraceParent trace) {}
