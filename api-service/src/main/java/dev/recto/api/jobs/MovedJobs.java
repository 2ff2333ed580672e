package dev.recto.api.jobs;

import dev.recto.api.postgres.Statements;
import dev.recto.api.reading.JobState;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What statements about many rows say of the jobs that they moved on; counted once it is committed. */
record MovedJobs(Statements sql, JobMeters meters) {
    /** @param rows with the columns of {@link Moved} and {@link Reached}, and the {@code state} come to */
    List<Moved> told(Iterable<Row> rows) {
        List<Moved> jobs = new ArrayList<>();
        for (Row row : rows) {
            jobs.add(Moved.of(row));
            reached(row, JobState.valueOf(row.getString("state")));
        }
        return jobs;
    }

    void reached(Row job, JobState state) {
        Reached reached = Reached.of(job, state);
        sql.afterCommit(() -> meters.reached(reached));
    }

    static <T> UUID[] ids(List<T> rows, Function<T, UUID> id) {
        return rows.stream().map(id).toArray(UUID[]::new);
    }
}
