package dev.recto.api.reading;

import dev.recto.tracing.TraceParent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param pagesTotal selected pages, 0 as long as the document was not opened
 * @param pagesDone of these the ones that were read or have failed, not those that were given up
 * @param pagesCached of these the ones that were read for another job before
 * @param cacheable whether pages of others are taken, or kept for others
 * @param form what {@link NewJob#form()} was
 * @param trace what is done for it belongs to
 */
public record Job(
        UUID id,
        UUID organisation,
        Lane lane,
        JobState state,
        String model,
        long sizeBytes,
        String form,
        Instant createdAt,
        @Nullable Instant endedAt,
        int pagesTotal,
        int pagesDone,
        int pagesCached,
        boolean cacheable,
        @Nullable JobError error,
        TraceParent trace) {}
