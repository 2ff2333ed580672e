package dev.recto.api.batch;

import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.recto.api.batch.input.NewBatchReader;
import dev.recto.api.batch.result.ResultLines;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.RowTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job in the contract's words.
 *
 * @param outputs null unless asked for and there
 */
@JsonNaming(SnakeCaseStrategy.class)
record BatchJobView(
        UUID id,
        String object,
        List<UUID> inputFiles,
        String endpoint,
        @Nullable String model,
        @Nullable String agentId,
        @Nullable Map<String, String> metadata,
        String status,
        long createdAt,
        @Nullable Long startedAt,
        @Nullable Long completedAt,
        int totalRequests,
        int completedRequests,
        int succeededRequests,
        int failedRequests,
        List<ErrorView> errors,
        @Nullable UUID outputFile,
        @Nullable UUID errorFile,
        @Nullable JsonSerializable outputs) {
    record ErrorView(String message, String code, long count) {}

    static BatchJobView of(BatchJob job, List<RowTable.ErrorCount> errors, @Nullable ResultLines outputs) {
        boolean ended = job.endedAt() != null;
        return new BatchJobView(
                job.id(),
                "batch",
                job.inputFiles(),
                NewBatchReader.ENDPOINT,
                job.model(),
                null,
                job.metadata(),
                job.state(),
                job.createdAt().getEpochSecond(),
                seconds(job.startedAt()),
                seconds(job.endedAt()),
                job.total(),
                job.succeeded() + job.failed(),
                job.succeeded(),
                job.failed(),
                errors(job, errors),
                ended ? job.outputFile() : null,
                ended ? job.errorFile() : null,
                outputs);
    }

    private static List<ErrorView> errors(BatchJob job, List<RowTable.ErrorCount> errors) {
        List<ErrorView> views = new ArrayList<>();
        if (job.failure() != null) {
            views.add(
                    new ErrorView(job.failure().message(), job.failure().code().word(), 1));
        }
        errors.forEach(error -> views.add(new ErrorView(error.message(), error.code(), error.count())));
        return views;
    }

    private static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }
}
