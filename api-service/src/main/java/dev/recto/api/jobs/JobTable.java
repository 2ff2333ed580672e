package dev.recto.api.jobs;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.EndedJob;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.model.DocumentPassword;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Jobs as they stand. */
@Singleton
class JobTable {
    private static final String JOB = """
            select id, organisation, lane, state, model, size_bytes, answer_form, created_at, ended_at, error_code, error_param,
                   retry_at, trace_parent, pages_total as total, pages_cached, document_digest is not null as cacheable,
                   case when ended_at is null
                       then pages_total - (select count(*) from page_queue where page_queue.job = job.id)::int
                       when state = 'SUCCEEDED' then pages_total
                       else (select count(*) from page_result
                             where page_result.job = job.id and page_result.state <> 'CANCELLED')::int end as done
            from job""";

    private final Database database;
    private final JobPages pages;

    JobTable(Database database, JobPages pages) {
        this.database = database;
        this.pages = pages;
    }

    /** From now on the process is told of the job's end, or of each of its steps. */
    void enrol(UUID job, UUID process, boolean steps) {
        database.run("""
                update job set watchers = array_append(coalesce(watchers, '{}'), $2)
                where id = $1 and ended_at is null and not coalesce($2 = any(watchers), false) and ($3 or waiter is distinct from $2)""", Tuple.of(job, process, steps));
    }

    /** @param reached what came of the job by that */
    record Cancelled(Moved job, Reached reached) {}

    /**
     * Ends the job with the pages that nobody has read, unless it has ended; says whether this has. Its row is locked before: pages may
     * be coming.
     */
    Optional<Cancelled> cancel(UUID id) {
        return database.transaction(sql -> {
            sql.run("select from job where id = $1 for update", Tuple.of(id));
            for (Row row : sql.run("""
                    with cancelled as (
                        update job set state = 'CANCELLED', ended_at = now(), deadline = null
                        where id = $1 and ended_at is null
                        returning id, waiter, watchers, lane, ended_at - created_at as took
                    ), given_up as (
                        delete from page_queue using cancelled where page_queue.job = cancelled.id
                        returning page_queue.job, page_queue.number
                    ), kept as (
                        insert into page_result (job, number, state, ended_at)
                        select job, number, 'CANCELLED', clock_timestamp() from given_up on conflict do nothing
                    )
                    select id, waiter, watchers, lane, extract(epoch from took)::float8 as age from cancelled""", Tuple.of(id))) {
                return Optional.of(new Cancelled(Moved.of(row), Reached.of(row, JobState.CANCELLED)));
            }
            return Optional.empty();
        });
    }

    Optional<Job> find(UUID id) {
        return one(JOB + " where id = $1", Tuple.of(id));
    }

    Optional<Job> find(UUID organisation, UUID id) {
        return one(JOB + " where id = $1 and organisation = $2", Tuple.of(id, organisation));
    }

    /** Empty, too, where it was a stored file that is deleted: a worker may have it still. */
    Optional<String> objectKey(UUID id) {
        return database
                .run("select object_key from job where id = $1 and document_stays(object_key)", Tuple.of(id))
                .stream()
                .map(row -> row.getString("object_key"))
                .findFirst();
    }

    Optional<DocumentPassword> password(UUID id) {
        return database.run("select password from document_password where job = $1", Tuple.of(id)).stream()
                .map(row -> new DocumentPassword(row.getString("password")))
                .findFirst();
    }

    List<Job> ended(Collection<UUID> ids) {
        List<Job> ended = new ArrayList<>();
        database.run(
                        JOB + " where id = any($1) and ended_at is not null",
                        Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                .forEach(row -> ended.add(job(row)));
        return ended;
    }

    /** The job with its first pages, if it has ended. */
    Optional<EndedJob> ended(UUID id, int most) {
        Job job = null;
        List<JobPage> first = new ArrayList<>();
        for (Row row : database.run("select job.*, page.* from (" + JOB + """
                 where id = $1 and ended_at is not null) job
                left join lateral (select number, state as page_state, result, fault, cached from page_result
                                   where page_result.job = job.id order by number limit $2) page on true order by number""", Tuple.of(id, most))) {
            job = job == null ? job(row) : job;
            if (row.getInteger("number") != null) {
                first.add(pages.page(row));
            }
        }
        return job == null ? Optional.empty() : Optional.of(new EndedJob(job, first));
    }

    private Optional<Job> one(String statement, Tuple parameters) {
        for (Row row : database.run(statement, parameters)) {
            return Optional.of(job(row));
        }
        return Optional.empty();
    }

    private static Job job(Row row) {
        OffsetDateTime ended = row.getOffsetDateTime("ended_at");
        String error = row.getString("error_code");
        OffsetDateTime retryAt = row.getOffsetDateTime("retry_at");
        return new Job(
                row.getUUID("id"),
                row.getUUID("organisation"),
                Lane.of(row),
                JobState.kept(row.getString("state"), ended != null),
                row.getString("model"),
                row.getLong("size_bytes"),
                row.getString("answer_form"),
                row.getOffsetDateTime("created_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getInteger("total"),
                row.getInteger("done"),
                row.getInteger("pages_cached"),
                row.getBoolean("cacheable"),
                error == null
                        ? null
                        : new JobError(
                                ErrorCode.kept(error),
                                row.getString("error_param"),
                                retryAt == null ? null : retryAt.toInstant()),
                TraceParent.parse(row.getString("trace_parent")));
    }
}
