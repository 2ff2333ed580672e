package dev.recto.api.jobs.upkeep;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.postgres.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * The tables of what was read, one for each day: makes them ahead, and drops those of which no job is left. Several processes may do
 * so at once. What is read on a day without a table is kept all the same, and taken out row by row.
 */
@Singleton
class ResultTables implements Chore {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int DAYS_AHEAD = 3;
    private static final int PIECE = 1_000;

    private final Database database;
    private final JobsConfig config;
    private final Bell bell;

    ResultTables(Database database, JobsConfig config) {
        this.database = database;
        this.config = config;
        this.bell = new Bell("tables of results", PAUSE, this::keep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void keep() {
        for (int day = 0; day <= DAYS_AHEAD; day++) {
            database.run("select make_page_results($1)", Tuple.of(day));
        }
        database.run("select drop_page_results($1)", Tuple.of(config.retention().toSeconds()));
        int forgotten = PIECE;
        while (forgotten == PIECE) {
            forgotten = forgetSome();
        }
    }

    /** An id may be older than its job, which is there when it is read. */
    private int forgetSome() {
        return database.run("""
                        delete from page_result_rest as rest using (
                            select job, number from page_result_rest
                            where not exists (select from job where job.id = page_result_rest.job) limit $1) as gone
                        where rest.job = gone.job and rest.number = gone.number""", Tuple.of(PIECE)).rowCount();
    }
}
