package dev.recto.api.jobs;

import dev.recto.api.database.Statements;
import dev.recto.api.fault.ErrorCode;
import dev.recto.model.PageFault;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements that write what became of documents and pages. Each takes many rows, each may come twice, and none needs another one. */
final class GatherTable {
    private static final List<JobError> REFUSALS = List.of(
            JobError.of(ErrorCode.EMPTY_DOCUMENT),
            JobError.of(ErrorCode.PAGE_OUT_OF_RANGE),
            JobError.of(ErrorCode.TOO_MANY_PAGES));

    private final Statements sql;
    private final JobMeters meters;

    GatherTable(Statements sql, JobMeters meters) {
        this.sql = sql;
        this.meters = meters;
    }

    record Document(UUID job, String kind, int pages) {}

    /**
     * What came of documents.
     *
     * @param reading jobs whose pages wait now
     * @param ended jobs that want pages which are not there, or too many
     * @param models of those that read
     * @param more whether other documents may wait
     */
    record Opened(List<Moved> reading, List<Moved> ended, Set<String> models, boolean more) {}

    /** @param attempt that failed, null where the job has: what a former attempt says does not count */
    record Failure(UUID id, @Nullable Integer attempt, JobError error) {
        Failure(UUID id, JobError error) {
            this(id, null, error);
        }
    }

    record Read(UUID job, int page, String result, long tokens) {}

    record Failed(UUID job, int page, int attempt, PageFault fault) {}

    /** The first answer about a document counts. */
    Opened open(List<Document> documents, int mostPages) {
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
                        error_code = refusal, error_param = error.param, kind = probe.kind, page_count = probe.pages
                    from probe left join unnest($5::text[], $6::text[]) as error (code, param) on error.code = refusal
                    where job.id = probe.id and job.state in ('ACCEPTED', 'PROBING')
                    returning job.id, waiter, watchers, organisation, lane, model, state, created_at, numbers
                ), front as (
                    select id, coalesce((
                        select min(turn) from page
                        where page.model = opened.model and page.lane = opened.lane
                          and page.organisation = opened.organisation and page.state = 'WAITING'), 0) as turn
                    from opened where state = 'READING'
                ), inserted as (
                    insert into page (job, number, organisation, lane, model, turn)
                    select opened.id, selected.number, organisation, lane, model, front.turn + selected.rank - 1
                    from opened join front using (id)
                    cross join lateral unnest(numbers) with ordinality as selected (number, rank)
                    on conflict (job, number) do nothing
                )
                select id, waiter, watchers, lane, model, state, extract(epoch from clock_timestamp() - created_at)::float8 as age,
                       exists (select from job where state = 'ACCEPTED') as more
                from opened""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(documents, Document::job))
                        .addArrayOfString(documents.stream().map(Document::kind).toArray(String[]::new))
                        .addArrayOfInteger(
                                documents.stream().map(Document::pages).toArray(Integer[]::new))
                        .addInteger(mostPages)
                        .addArrayOfString(REFUSALS.stream()
                                .map(each -> each.code().name())
                                .toArray(String[]::new))
                        .addArrayOfString(REFUSALS.stream().map(JobError::param).toArray(String[]::new)))) {
            JobState state = JobState.valueOf(row.getString("state"));
            reached(row, state);
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
    List<Moved> fail(List<Failure> jobs) {
        return fail(jobs, "");
    }

    /** Fails jobs whose document can't be opened. What another worker could open is being read. */
    List<Moved> refuse(List<Failure> jobs) {
        return fail(jobs, "and job.state in ('ACCEPTED', 'PROBING')");
    }

    private List<Moved> fail(List<Failure> jobs, String condition) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        return told(sql.run(
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
                    update page set state = 'CANCELLED', ended_at = clock_timestamp(), deadline = null
                    from failed where page.job = failed.id and page.ended_at is null
                )
                select id, waiter, watchers, lane, state, extract(epoch from took)::float8 as age from failed""".formatted(condition),
                Tuple.tuple()
                        .addArrayOfUUID(ids(jobs, Failure::id))
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

    /**
     * What was read for a job and had not been before.
     *
     * @param more whether other pages wait for the model
     */
    record Spent(Moved job, UUID apiKey, UUID organisation, String model, int pages, long tokens, boolean more) {}

    /** The first final state of a page wins. */
    List<Spent> read(List<Read> pages) {
        List<Spent> spent = new ArrayList<>();
        for (Row row : sql.run(
                """
                with reply as (
                    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[]) as reply (job, number, result, tokens)
                ), held as materialized (
                    select id, waiter, watchers, api_key from job where id = any($1) order by id for update
                ), read as (
                    update page set state = 'READ', result = reply.result, ended_at = clock_timestamp(), deadline = null
                    from reply join held on held.id = reply.job
                    where page.job = reply.job and page.number = reply.number and page.ended_at is null
                    returning page.job, page.organisation, page.model, reply.tokens
                )
                select id, waiter, watchers, api_key, organisation, model, count(*)::int as pages, sum(tokens)::bigint as tokens,
                       exists (select from page where page.model = read.model and page.state = 'WAITING') as more
                from read join held on held.id = read.job group by id, waiter, watchers, api_key, organisation, model""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(pages, Read::job))
                        .addArrayOfInteger(pages.stream().map(Read::page).toArray(Integer[]::new))
                        .addArrayOfString(pages.stream().map(Read::result).toArray(String[]::new))
                        .addArrayOfLong(pages.stream().map(Read::tokens).toArray(Long[]::new)))) {
            spent.add(new Spent(
                    Moved.of(row),
                    row.getUUID("api_key"),
                    row.getUUID("organisation"),
                    row.getString("model"),
                    row.getInteger("pages"),
                    row.getLong("tokens"),
                    row.getBoolean("more")));
        }
        sql.afterCommit(() -> spent.forEach(each -> meters.read(each.model(), each.pages())));
        return spent;
    }

    /**
     * A page that may be tried again waits again; replies of an attempt that is no longer the last one don't count. One may
     * come before the transaction that sent its task has committed: the row is then still the one before, which must match
     * for this statement to wait for the other's lock.
     */
    void failed(List<Failed> pages, int attempts, BiConsumer<Moved, String> moved) {
        if (pages.isEmpty()) {
            return;
        }
        for (Row row : sql.run(
                """
                with held as materialized (
                    select id, waiter, watchers from job where id = any($1) order by id for update
                ), failed as (
                    update page set deadline = null,
                        state = case when reply.retryable and page.attempt < $6 then 'WAITING' else 'FAILED' end,
                        fault = case when reply.retryable and page.attempt < $6 then null else reply.fault end,
                        ended_at = case when reply.retryable and page.attempt < $6 then null else clock_timestamp() end
                    from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::bool[])
                        as reply (job, number, attempt, fault, retryable) join held on held.id = reply.job
                    where page.job = reply.job and page.number = reply.number and page.attempt <= reply.attempt
                      and page.ended_at is null
                    returning page.job, page.model, reply.fault as failure, page.state
                )
                select id, waiter, watchers, model, failure, state from failed join held on held.id = failed.job""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(pages, Failed::job))
                        .addArrayOfInteger(pages.stream().map(Failed::page).toArray(Integer[]::new))
                        .addArrayOfInteger(pages.stream().map(Failed::attempt).toArray(Integer[]::new))
                        .addArrayOfString(
                                pages.stream().map(each -> each.fault().name()).toArray(String[]::new))
                        .addArrayOfBoolean(pages.stream()
                                .map(each -> each.fault().retryable())
                                .toArray(Boolean[]::new))
                        .addInteger(attempts))) {
            boolean again = PageState.valueOf(row.getString("state")) == PageState.WAITING;
            String model = row.getString("model");
            PageFault fault = PageFault.valueOf(row.getString("failure"));
            sql.afterCommit(() -> meters.failed(model, fault, again));
            moved.accept(Moved.of(row), model);
        }
    }

    /**
     * Ends those of the jobs whose last page is in. INVARIANT: it begins when the pages of these jobs are committed, or are of the same
     * transaction; so whoever writes the last one down sees that it is.
     */
    List<Moved> end(UUID[] jobs) {
        PageFault[] faults = PageFault.values();
        List<JobError> errors = Arrays.stream(faults).map(JobError::of).toList();
        return told(sql.run(
                """
                with ended as (
                    update job set ended_at = now(), error_code = error.code, error_param = error.param,
                                   state = case when outcome.fault is null then 'SUCCEEDED' else 'FAILED' end
                    from (
                        select job.id, (select fault from page where page.job = job.id and page.state = 'FAILED'
                                        order by number limit 1) as fault
                        from job where job.id = any($1) and job.state = 'READING'
                    ) as outcome
                    left join unnest($2::text[], $3::text[], $4::text[]) as error (fault, code, param) using (fault)
                    where job.id = outcome.id and job.ended_at is null
                      and not exists (select from page where page.job = job.id and page.ended_at is null)
                    returning job.id, job.waiter, job.watchers, lane, state, ended_at - created_at as took
                )
                select id, waiter, watchers, lane, state, extract(epoch from took)::float8 as age from ended""",
                Tuple.tuple()
                        .addArrayOfUUID(jobs)
                        .addArrayOfString(Arrays.stream(faults).map(Enum::name).toArray(String[]::new))
                        .addArrayOfString(
                                errors.stream().map(each -> each.code().name()).toArray(String[]::new))
                        .addArrayOfString(errors.stream().map(JobError::param).toArray(String[]::new))));
    }

    private List<Moved> told(Iterable<Row> rows) {
        List<Moved> jobs = new ArrayList<>();
        for (Row row : rows) {
            jobs.add(Moved.of(row));
            reached(row, JobState.valueOf(row.getString("state")));
        }
        return jobs;
    }

    private void reached(Row job, JobState state) {
        Reached reached = Reached.of(job, state);
        sql.afterCommit(() -> meters.reached(reached));
    }

    private static <T> UUID[] ids(List<T> rows, Function<T, UUID> id) {
        return rows.stream().map(id).toArray(UUID[]::new);
    }
}
