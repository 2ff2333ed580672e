package dev.recto.api.jobs.upkeep;

import dev.recto.api.background.BackgroundConfig;
import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.DocumentTable;
import dev.recto.api.jobs.DocumentTable.Failure;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.JobNews;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.PageTable.Failed;
import dev.recto.api.jobs.dispatch.Relay;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.reading.JobError;
import dev.recto.model.PageFault;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tries overdue documents and pages again, and sees to it that every job ends. */
@Singleton
public class Sweeper implements Chore {
    /** Rows per sweep; more wait for the next one. */
    private static final int BATCH = 500;

    /** Pages that one statement gives up, unless a single job has more: with their number the time grows that it takes. */
    private static final int MOST_PAGES = 10_000;

    private final Database database;
    private final Relay relay;
    private final UnansweredPages unanswered;
    private final JobNews news;
    private final JobMeters meters;
    private final JobsConfig config;
    private final Bell bell;

    Sweeper(
            Database database,
            Relay relay,
            UnansweredPages unanswered,
            JobNews news,
            JobMeters meters,
            JobsConfig config,
            BackgroundConfig background) {
        this.database = database;
        this.relay = relay;
        this.unanswered = unanswered;
        this.news = news;
        this.meters = meters;
        this.config = config;
        this.bell = new Bell("sweeper", background.pace(config.sweep()), this::sweep);
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    /** @return whether anything was overdue */
    public boolean sweep() {
        if (!anythingIsOverdue()) {
            return false;
        }
        List<Moved> ended = new ArrayList<>();
        ended.addAll(database.transaction(this::overdueDocuments));
        ended.addAll(database.transaction(this::overdueJobs));
        ended.addAll(overduePages());
        news.ended(ended);
        return true;
    }

    private boolean anythingIsOverdue() {
        return database.run("""
                        select exists (select from job where state = 'PROBING' and deadline < now())
                            or exists (select from job where ended_at is null and expires_at < now())
                            or exists (select from page_queue where state = 'SENT' and deadline < now() - interval '5 seconds')
                               as overdue""", Tuple.tuple()).iterator().next().getBoolean("overdue");
    }

    private List<Moved> overdueDocuments(Sql sql) {
        List<Failure> failures = new ArrayList<>();
        List<UUID> again = new ArrayList<>();
        for (Row row : sql.run("""
                select id, attempt from job where state = 'PROBING' and deadline < now()
                order by id limit $1 for update skip locked""", Tuple.of(BATCH))) {
            if (row.getInteger("attempt") < config.attempts()) {
                again.add(row.getUUID("id"));
            } else {
                failures.add(new Failure(row.getUUID("id"), JobError.of(ErrorCode.OCR_TIMEOUT)));
            }
        }
        if (!again.isEmpty()) {
            sql.run(
                    "update job set state = 'ACCEPTED', deadline = null where id = any($1)",
                    Tuple.tuple().addArrayOfUUID(again.toArray(UUID[]::new)));
            relay.documents();
        }
        return new DocumentTable(sql, meters).fail(failures);
    }

    private List<Moved> overdueJobs(Sql sql) {
        List<Failure> failures = new ArrayList<>();
        int pages = 0;
        for (Row row : sql.run("""
                select id, pages_total from job where ended_at is null and expires_at < now()
                order by id limit $1 for update skip locked""", Tuple.of(BATCH))) {
            pages += row.getInteger("pages_total");
            if (pages > MOST_PAGES && !failures.isEmpty()) {
                break;
            }
            failures.add(new Failure(row.getUUID("id"), JobError.of(ErrorCode.OCR_TIMEOUT)));
        }
        return new DocumentTable(sql, meters).fail(failures);
    }

    /** A worker that still reads reports the timeout itself; so a page is overdue only some time behind its deadline. */
    private List<Moved> overduePages() {
        List<Failed> overdue = new ArrayList<>();
        for (Row row : database.run("""
                select job, number, attempt from page_queue
                where state = 'SENT' and deadline < now() - interval '5 seconds' limit $1""", Tuple.of(BATCH))) {
            overdue.add(new Failed(
                    row.getUUID("job"), row.getInteger("number"), row.getInteger("attempt"), PageFault.TIMEOUT));
        }
        return unanswered.fail(overdue);
    }
}
