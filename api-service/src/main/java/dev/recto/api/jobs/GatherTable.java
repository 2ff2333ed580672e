package dev.recto.api.jobs;

import dev.recto.api.database.Database.Sql;
import dev.recto.model.PageFault;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements that write what became of documents and pages. Each takes many rows, and each may come twice. */
final class GatherTable {
    private final Sql sql;
    private final JobMeters meters;

    GatherTable(Sql sql, JobMeters meters) {
        this.sql = sql;
        this.meters = meters;
    }

    /** A job under its row's lock. */
    record Held(Moved job, JobState state, String model, PageSelection pages) {
        UUID id() {
            return job.id();
        }
    }

    record Opened(UUID id, String kind, int pageCount, List<Integer> numbers) {}

    /** @param attempt that failed, null where the job has: what a former attempt says does not count */
    record Failure(UUID id, @Nullable Integer attempt, JobError error) {
        Failure(UUID id, JobError error) {
            this(id, null, error);
        }
    }

    record Read(UUID job, int page, String result, long tokens) {}

    record Failed(UUID job, int page, int attempt, PageFault fault) {}

    /** Locks the jobs, in the order of their ids so that two pods never wait for each other. */
    Map<UUID, Held> lock(UUID[] jobs) {
        Map<UUID, Held> held = new HashMap<>();
        for (Row row : sql.run(
                "select id, waiter, watchers, state, model, selection from job where id = any($1) order by id for update",
                Tuple.of(jobs))) {
            Moved job = Moved.of(row);
            held.put(
                    job.id(),
                    new Held(
                            job,
                            JobState.valueOf(row.getString("state")),
                            row.getString("model"),
                            PageSelection.of(row.getArrayOfIntegers("selection"))));
        }
        return held;
    }

    void open(List<Opened> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        List<UUID> ids = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Long> ranks = new ArrayList<>();
        for (Opened job : jobs) {
            for (int number : job.numbers()) {
                ids.add(job.id());
                ranks.add((long) numbers.size());
                numbers.add(number);
            }
        }
        for (Row row : sql.run(
                """
                with opened as (
                    update job set state = 'READING', kind = probe.kind, page_count = probe.pages, deadline = null
                    from unnest($1::uuid[], $2::text[], $3::int[]) as probe (id, kind, pages)
                    where job.id = probe.id and job.state in ('ACCEPTED', 'PROBING')
                    returning job.id, organisation, lane, model, created_at
                ), front as (
                    select id, coalesce((
                        select min(turn) from page
                        where page.model = opened.model and page.lane = opened.lane
                          and page.organisation = opened.organisation and page.state = 'WAITING'), 0) as turn
                    from opened
                ), inserted as (
                    insert into page (job, number, organisation, lane, model, turn)
                    select opened.id, selected.number, organisation, lane, model,
                           front.turn + row_number() over (partition by opened.id order by selected.rank) - 1
                    from opened join front using (id)
                    join unnest($4::uuid[], $5::int[], $6::bigint[]) as selected (job, number, rank) on selected.job = opened.id
                    on conflict (job, number) do nothing
                )
                select lane, extract(epoch from clock_timestamp() - created_at)::float8 as age from opened""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(jobs, Opened::id))
                        .addArrayOfString(jobs.stream().map(Opened::kind).toArray(String[]::new))
                        .addArrayOfInteger(jobs.stream().map(Opened::pageCount).toArray(Integer[]::new))
                        .addArrayOfUUID(ids.toArray(UUID[]::new))
                        .addArrayOfInteger(numbers.toArray(Integer[]::new))
                        .addArrayOfLong(ranks.toArray(Long[]::new)))) {
            reached(row, JobState.READING);
        }
    }

    /** Fails jobs whose document can't be read, and tells which of them ended by it. */
    List<Moved> fail(List<Failure> jobs) {
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
                      and (error.attempt is null or job.attempt = error.attempt)
                    returning job.id, job.waiter, job.watchers, lane, state, ended_at - created_at as took
                ), given_up as (
                    update page set state = 'CANCELLED', ended_at = clock_timestamp(), deadline = null
                    from failed where page.job = failed.id and page.ended_at is null
                )
                select id, waiter, watchers, lane, state, extract(epoch from took)::float8 as age from failed""",
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

    /** What was read with a model and had not been before, and the API key it was read for. */
    record Spent(UUID apiKey, UUID organisation, String model, int pages, long tokens) {}

    /** The first final state of a page wins. */
    List<Spent> read(List<Read> pages) {
        List<Spent> spent = new ArrayList<>();
        if (pages.isEmpty()) {
            return spent;
        }
        RowSet<Row> rows = sql.run(
                """
                with read as (
                    update page set state = 'READ', result = reply.result, ended_at = clock_timestamp(), deadline = null
                    from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[]) as reply (job, number, result, tokens)
                    where page.job = reply.job and page.number = reply.number and page.ended_at is null
                    returning page.job, page.organisation, page.model, reply.tokens
                )
                select api_key, read.organisation, read.model, count(*)::int as pages, sum(tokens)::bigint as tokens
                from read join job on job.id = read.job group by api_key, read.organisation, read.model""",
                Tuple.tuple()
                        .addArrayOfUUID(ids(pages, Read::job))
                        .addArrayOfInteger(pages.stream().map(Read::page).toArray(Integer[]::new))
                        .addArrayOfString(pages.stream().map(Read::result).toArray(String[]::new))
                        .addArrayOfLong(pages.stream().map(Read::tokens).toArray(Long[]::new)));
        rows.forEach(row -> spent.add(new Spent(
                row.getUUID("api_key"),
                row.getUUID("organisation"),
                row.getString("model"),
                row.getInteger("pages"),
                row.getLong("tokens"))));
        sql.afterCommit(() -> spent.forEach(each -> meters.read(each.model(), each.pages())));
        return spent;
    }

    /**
     * A page that may be tried again waits again; replies of an attempt that is no longer the last one don't count. One may
     * come before the transaction that sent its task has committed: the row is then still the one before, which must match
     * for this statement to wait for the other's lock.
     */
    void failed(List<Failed> pages, int attempts) {
        if (pages.isEmpty()) {
            return;
        }
        for (Row row : sql.run(
                """
                update page set deadline = null,
                    state = case when reply.retryable and page.attempt < $6 then 'WAITING' else 'FAILED' end,
                    fault = case when reply.retryable and page.attempt < $6 then null else reply.fault end,
                    ended_at = case when reply.retryable and page.attempt < $6 then null else clock_timestamp() end
                from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::bool[])
                    as reply (job, number, attempt, fault, retryable)
                where page.job = reply.job and page.number = reply.number and page.attempt <= reply.attempt
                  and page.ended_at is null
                returning page.model, reply.fault as failure, page.state""",
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
        }
    }

    /** Ends those of the jobs whose last page is in. INVARIANT: their rows are locked, or two pods could each leave it to the other. */
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
                    where job.id = outcome.id
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
