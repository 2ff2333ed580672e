package dev.recto.api.batch;

import dev.recto.api.tenancy.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row to be brought on its way.
 *
 * @param attempt counted from 1
 * @param model of the job, null if it names none
 */
record ClaimedRow(
        UUID batch,
        int number,
        int attempt,
        UUID job,
        Caller caller,
        @Nullable String model,
        String objectKey,
        long start,
        long length) {}
