package dev.recto.api.jobs;

import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Statements;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that write what became of documents. Each takes many rows, each may come twice, and none needs another one. */
public final class DocumentTable {
    private static final List<JobError> REFUSALS = List.of(
            JobError.of(ErrorCode.EMPTY_DOCUMENT),
            JobError.of(ErrorCode.PAGE_OUT_OF_RANGE),
            JobError.of(ErrorCode.TOO_MANY_PAGES));

    private final Statements sql;
    private final MovedJobs moved;

    public DocumentTable(Statements sql, JobMeters meters) {
        this.sql = sql;
        this.moved = new MovedJobs(sql, meters);
    }

    public record Document(UUID job, String kind, int pages) {}

    /**
     * What came of documents.
     *
     * @param reading jobs whose pages wait now
     * @param ended jobs that want pages which are not there, or too many
     * @param models of those that read
     * @param more whether other documents may wait
     */
    public record Opened(List<Moved> reading, List<Moved> ended, Set<String> models, boolean more) {}

    /** @param attempt that failed, null where the job has: what a former attempt says does not count */
    public record Failure(UUID id, @Nullable Integer attempt, JobError error) {
        public Failure(UUID id, JobError error) {
            this(id, null, error);
        }
    }

    /** The first answer about a document counts. */
    public Opened open(List<Document> documents, int mostPages) {
        Opened opened = new Opened(new ArrayList<>(), new ArrayList<>(), new HashSet<>(), true);
        boolean more = false;
        for (Row row : sql.run(
                """
                with probe as (
                    select job.id, probe.kind, probe.pages,
                           coalesce(selection, array(select generate_series(0, probe.pages - 1))) as numbers,
                           case when selection is null and probe.pages = 0 then 'EMPTY_DOCUMENT'
                                when selection[cardinality(selection)] >= probe.pages then 'PAGE_OUT_OF_RANGE'
                                when coalesce(cardinality(selection), probe.pages) > $4 then 'TOO_MANY_PAGES' end as refusal
                    from unnest($1::uuid[], $2::text[], $3::int[]) as probe (id, kind, pages) join job using (id)
                ), opened as (
                    update job
                    set state = case when refusal is null then 'READING' else 'FAILED' end, deadline = null,
                        ended_at = case when refusal is not null then now() end,
                        error_code = refusal, error_param = error.param, kind = probe.kind, page_count = probe.pages,
                        pages_total = case when refusal is null then cardinality(numbers) else 0 end
                    from probe left join unnest($5::text[], $6::text[]) as error (code, param) on error.code = refusal
                    where job.id = probe.id and job.state in ('ACCEPTED', 'PROBING')
                    returning job.id, waiter, watchers, organisation, lane, model, state, created_at, numbers
                ), front as (
                    select id, coalesce((
                        select min(turn) from page_queue
                        where page_queue.model = opened.model and page_queue.state = 'WAITING'
                          and page_queue.lane = opened.lane and page_queue.organisation = opened.organisation), 0) as turn
                    from opened where state = 'READING'
                ), inserted as (
                    insert into page_queue (job, number, organisation, lane, model, turn)
                    select opened.id, selected.number, organisation, lane, model, front.turn + selected.rank - 1
                    from opened join front using (id)
                    cross join lateral unnest(numbers) with ordinality as selected (number, rank)
                    on conflict (job, number) do nothing
                )
                select id, waiter, watchers, lane, model, state, extract(epoch from clock_timestamp() - created_at)::float8 as age,
                       exists (select from job where state = 'ACCEPTED') as more
                from opened""",
                Tuple.tuple()
                        .addArrayOfUUID(MovedJobs.ids(documents, Document::job))
                        .addArrayOfString(documents.stream().map(Document::kind).toArray(String[]::new))
                        .addArrayOfInteger(
                                documents.stream().map(Document::pages).toArray(Integer[]::new))
                        .addInteger(mostPages)
                        .addArrayOfString(REFUSALS.stream()
                                .map(each -> each.code().name())
                                .toArray(String[]::new))
                        .addArrayOfString(REFUSALS.stream().map(JobError::param).toArray(String[]::new)))) {
            JobState state = JobState.valueOf(row.getString("state"));
            moved.reached(row, state);
            if (state == JobState.READING) {
                opened.reading().add(Moved.of(row));
                opened.models().add(row.getString("model"));
            } else {
                opened.ended().add(Moved.of(row));
            }
            more |= row.getBoolean("more");
        }
        boolean known = !opened.reading().isEmpty() || !opened.ended().isEmpty();
        return new Opened(opened.reading(), opened.ended(), opened.models(), more || !known);
    }

    /** Fails jobs, and tells which of them ended by it. INVARIANT: pages that are being read have their job's row locked before. */
    public List<Moved> fail(List<Failure> jobs) {
        return fail(jobs, "");
    }

    /** Fails jobs whose document can't be opened, or broke whatever tried. What another worker could open, until this very moment, is being read. */
    public List<Moved> refuse(List<Failure> jobs) {
        return fail(jobs, "and job.state in ('ACCEPTED', 'PROBING')");
    }

    private List<Moved> fail(List<Failure> jobs, String condition) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        return moved.told(sql.run(
                """
                with failed as (
                    update job set state = 'FAILED', ended_at = now(), deadline = null,
                                   error_code = error.code, error_param = error.param, retry_at = error.retry_at
                    from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::int[])
                        as error (id, code, param, retry_at, attempt)
                    where job.id = error.id and job.ended_at is null
                      and (error.attempt is null or job.attempt = error.attempt) %s
                    returning job.id, job.waiter, job.watchers, lane, state, ended_at - created_at as took
                ), given_up as (
                    delete from page_queue using failed where page_queue.job = failed.id
                    returning page_queue.job, page_queue.number
                ), kept as (
                    insert into page_result (job, number, state, ended_at)
                    select job, number, 'CANCELLED', clock_timestamp() from given_up on conflict do nothing
                )
                select id, waiter, watchers, lane, state, extract(epoch from took)::float8 as age from failed""".formatted(condition),
                Tuple.tuple()
                        .addArrayOfUUID(MovedJobs.ids(jobs, Failure::id))
                        .addArrayOfString(jobs.stream()
                                .map(each -> each.error().code().name())
                                .toArray(String[]::new))
                        .addArrayOfString(
                                jobs.stream().map(each -> each.error().param()).toArray(String[]::new))
                        .addArrayOfOffsetDateTime(jobs.stream()
                                .map(each -> time(each.error().retryAt()))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfInteger(jobs.stream().map(Failure::attempt).toArray(Integer[]::new))));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
