package dev.recto.api.batch.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands.
 *
 * @param state a word of {@link BatchStatus}, or one of a later version
 * @param inlineKey where the rows lie that came with the request; null if files were named
 * @param failure why the job itself could not run
 */
public record BatchJob(
        UUID id,
        UUID organisation,
        UUID project,
        UUID apiKey,
        String state,
        @Nullable String model,
        @Nullable Map<String, String> metadata,
        List<UUID> inputFiles,
        @Nullable String inlineKey,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int total,
        int succeeded,
        int failed,
        @Nullable BatchFailure failure,
        @Nullable UUID outputFile,
        @Nullable UUID errorFile) {}
