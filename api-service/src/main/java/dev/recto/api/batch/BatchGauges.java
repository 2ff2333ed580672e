package dev.recto.api.batch;

import dev.recto.api.batch.table.BatchStatus;
import dev.recto.api.metrics.Counted;
import dev.recto.api.metrics.Gauges;
import dev.recto.api.postgres.Database;
import dev.recto.model.Words;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Batch jobs that have not ended and their rows, the same on every pod: {@code recto_batch_jobs} and {@code recto_batch_rows}. Waiting rows
 * are told by subtraction, since there may be very many of them.
 */
@Singleton
class BatchGauges implements Gauges {
    private static final List<BatchStatus> OPEN =
            List.of(BatchStatus.QUEUED, BatchStatus.RUNNING, BatchStatus.CANCELLATION_REQUESTED);

    private final Database database;
    private final Counted jobs;
    private final Counted rows;

    BatchGauges(Database database, MeterRegistry registry) {
        this.database = database;
        jobs = new Counted(registry, "recto.batch.jobs", "Batch jobs that have not ended");
        rows = new Counted(registry, "recto.batch.rows", "Their rows that have not ended");
    }

    @Override
    public String name() {
        return "batches";
    }

    @Override
    public void count() {
        Map<String, Long> counts = new TreeMap<>();
        OPEN.forEach(state -> counts.put(Words.of(state), 0L));
        Map<String, Long> active = new TreeMap<>(Map.of("feeding", 0L, "running", 0L));
        long open = 0;
        for (Row row : database.run("""
                select state, count(*) as n, sum(total - succeeded - failed)::bigint as rows
                from batch_job where ended_at is null group by state
                union all
                select state, count(*), null from batch_row where state in ('FEEDING', 'RUNNING') group by state""", Tuple.tuple())) {
            String state = Words.of(row.getString("state"));
            Long left = row.getLong("rows");
            (left == null ? active : counts).put(state, row.getLong("n"));
            open += left == null ? -row.getLong("n") : left;
        }
        active.put("waiting", Math.max(0, open));
        jobs.tell(tagged(counts));
        rows.tell(tagged(active));
    }

    private static Map<Tags, Long> tagged(Map<String, Long> byState) {
        Map<Tags, Long> tagged = new HashMap<>();
        byState.forEach((state, count) -> tagged.put(Tags.of("state", state), count));
        return tagged;
    }
}
