package dev.recto.api.batch;

import dev.recto.api.batch.result.ResultLines;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.batch.table.RowTable.ErrorCount;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Adds to jobs what clients see of them beside their state. For virtual threads. */
@Singleton
class BatchViews {
    private final RowTable rows;
    private final ObjectStore store;

    BatchViews(RowTable rows, ObjectStore store) {
        this.rows = rows;
        this.store = store;
    }

    BatchJobView view(BatchJob job) {
        return views(List.of(job)).getFirst();
    }

    /** With the results of all rows, if the job has ended. */
    BatchJobView withOutputs(BatchJob job) {
        if (job.endedAt() == null) {
            return view(job);
        }
        List<String> files = Stream.of(job.outputFile(), job.errorFile())
                .flatMap(Stream::ofNullable)
                .map(file -> ObjectKeys.file(job.organisation(), file))
                .toList();
        return BatchJobView.of(
                job, errors(List.of(job)).getOrDefault(job.id(), List.of()), new ResultLines(store, files));
    }

    List<BatchJobView> views(List<BatchJob> jobs) {
        Map<UUID, List<ErrorCount>> errors = errors(jobs);
        return jobs.stream()
                .map(job -> BatchJobView.of(job, errors.getOrDefault(job.id(), List.of()), null))
                .toList();
    }

    private Map<UUID, List<ErrorCount>> errors(List<BatchJob> jobs) {
        List<UUID> withErrors =
                jobs.stream().filter(job -> job.failed() > 0).map(BatchJob::id).toList();
        return withErrors.isEmpty() ? Map.of() : rows.errors(withErrors);
    }
}
