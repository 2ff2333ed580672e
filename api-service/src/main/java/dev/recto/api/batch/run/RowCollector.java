package dev.recto.api.batch.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.batch.table.RowError;
import dev.recto.api.batch.table.RowState;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.batch.table.RowTable.Ended;
import dev.recto.api.batch.table.RowTable.Running;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.OcrService;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.Job;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Ends the rows whose readings have ended; some are deleted by then, by whoever heard of it sooner. For virtual threads. */
@Singleton
class RowCollector {
    private static final int PIECE = 200;

    private final Database database;
    private final Jobs jobs;
    private final ObjectMapper json;

    RowCollector(Database database, Jobs jobs, ObjectMapper json) {
        this.database = database;
        this.jobs = jobs;
        this.json = json;
    }

    /** @return how many there were */
    int collect() {
        int collected = database.transaction(sql -> {
            Map<UUID, Running> rows = new HashMap<>();
            RowTable.lockEnded(sql, PIECE).forEach(row -> rows.put(row.job(), row));
            List<Ended> ended = new ArrayList<>();
            for (Job job : jobs.ended(rows.keySet())) {
                ended.add(ended(Objects.requireNonNull(rows.remove(job.id())), job));
            }
            rows.values().forEach(row -> ended.add(failed(row, RowError.gone(row.job(), json))));
            RowTable.end(sql, ended);
            return ended.size();
        });
        return collected < PIECE ? collected : collected + collect();
    }

    private Ended ended(Running row, Job job) {
        return switch (job.state()) {
            case SUCCEEDED -> new Ended(row.batch(), row.number(), RowState.SUCCEEDED, null);
            case FAILED -> failed(row, OcrService.failure(job));
            case CANCELLED ->
                row.stopping()
                        ? new Ended(row.batch(), row.number(), RowState.CANCELLED, null)
                        : failed(row, new ApiException(ErrorCode.JOB_CANCELLED));
            case ACCEPTED, PROBING, READING, TO_FORWARD, FORWARDED ->
                throw new IllegalStateException("the reading has not ended");
        };
    }

    private Ended failed(Running row, ApiException fault) {
        return failed(row, RowError.of(fault, row.job(), json));
    }

    private static Ended failed(Running row, RowError error) {
        return new Ended(row.batch(), row.number(), RowState.FAILED, error);
    }
}
