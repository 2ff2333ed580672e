package dev.recto.api.batch;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.background.Outage;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Deletes what was read for deleted jobs, then the jobs: piece by piece, since that may be millions of pages. Every process does
 * so, and any of them goes on where another one stopped.
 */
@Singleton
public class BatchDeletion implements Chore {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** Each may have as many pages as a document may. */
    private static final int PIECE = 20;

    private final Database database;
    private final Jobs jobs;
    private final Outage deleting = new Outage("deleting a batch");
    private final Bell bell;

    BatchDeletion(Database database, Jobs jobs) {
        this.database = database;
        this.jobs = jobs;
        this.bell = new Bell("deleting batches", PAUSE, this::deleteAll);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    /** There is something to delete. */
    void ring() {
        bell.ring();
    }

    /** One that can't be deleted keeps none of the others. */
    private void deleteAll() {
        boolean failed = false;
        for (Row row : database.run(
                "select id from batch_job where deleted_at is not null order by deleted_at", Tuple.tuple())) {
            try {
                delete(row.getUUID("id"));
            } catch (PgException refused) {
                deleting.failed(refused);
                failed = true;
            }
        }
        if (!failed) {
            deleting.over();
        }
    }

    private void delete(UUID batch) {
        List<UUID> some = readings(batch);
        while (!some.isEmpty()) {
            jobs.delete(some);
            database.run(
                    "delete from batch_row where batch = $1 and job = any($2)",
                    Tuple.tuple().addUUID(batch).addArrayOfUUID(some.toArray(UUID[]::new)));
            some = readings(batch);
        }
        database.run("delete from batch_job where id = $1", Tuple.of(batch));
    }

    private List<UUID> readings(UUID batch) {
        List<UUID> some = new ArrayList<>();
        database.run("select job from batch_row where batch = $1 order by number limit $2", Tuple.of(batch, PIECE))
                .forEach(row -> some.add(row.getUUID("job")));
        return some;
    }
}
