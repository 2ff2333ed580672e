package dev.recto.api.jobs;

import dev.recto.api.postgres.Statements;
import dev.recto.api.reading.JobError;
import dev.recto.model.PageFault;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The statements that write what became of pages. Each takes many rows, each may come twice, and none needs another one. */
public final class PageTable {
    private final Statements sql;
    private final JobMeters meters;
    private final MovedJobs moved;

    public PageTable(Statements sql, JobMeters meters) {
        this.sql = sql;
        this.meters = meters;
        this.moved = new MovedJobs(sql, meters);
    }

    public record Read(UUID job, int page, String result, long tokens) {}

    public record Failed(UUID job, int page, int attempt, PageFault fault) {}

    /**
     * What was read for a job and had not been before.
     *
     * @param more whether other pages wait for the model
     */
    public record Spent(
            Moved job, UUID apiKey, UUID organisation, String model, int pages, long tokens, boolean more) {}

    /** The first final state of a page wins. */
    public List<Spent> read(List<Read> pages) {
        List<Spent> spent = new ArrayList<>();
        for (Row row : sql.run(
                """
                with reply as (
                    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[]) as reply (job, number, result, tokens)
                ), held as materialized (
                    select id, waiter, watchers, api_key from job where id = any($1) order by id for update
                ), read as (
                    delete from page_queue using reply, held
                    where held.id = reply.job and page_queue.job = reply.job and page_queue.number = reply.number
                    returning page_queue.job, page_queue.number, organisation, model, reply.result, reply.tokens
                ), kept as (
                    insert into page_result (job, number, state, result, ended_at)
                    select job, number, 'READ', result, clock_timestamp() from read on conflict do nothing
                )
                select id, waiter, watchers, api_key, organisation, model, count(*)::int as pages, sum(tokens)::bigint as tokens,
                       exists (select from page_queue where page_queue.model = read.model and state = 'WAITING') as more
                from read join held on held.id = read.job group by id, waiter, watchers, api_key, organisation, model""",
                Tuple.tuple()
                        .addArrayOfUUID(MovedJobs.ids(pages, Read::job))
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
     * for this statement to wait for the other's lock. One that waits again already was counted by whoever found it as well.
     */
    public void failed(List<Failed> pages, int attempts, BiConsumer<Moved, String> moved) {
        if (pages.isEmpty()) {
            return;
        }
        for (Row row : sql.run(
                """
                with held as materialized (
                    select id, waiter, watchers from job where id = any($1) order by id for update
                ), reply as (
                    select * from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::bool[])
                        as reply (job, number, attempt, fault, retryable)
                ), again as (
                    update page_queue set state = 'WAITING', deadline = null
                    from reply join held on held.id = reply.job
                    where page_queue.job = reply.job and page_queue.number = reply.number
                      and page_queue.attempt <= reply.attempt and reply.retryable and page_queue.attempt < $6
                      and (page_queue.state = 'SENT' or page_queue.attempt < reply.attempt)
                    returning page_queue.job, page_queue.number, model, reply.fault, true as waits
                ), given_up as (
                    delete from page_queue using reply, held
                    where held.id = reply.job and page_queue.job = reply.job and page_queue.number = reply.number
                      and page_queue.attempt <= reply.attempt and not (reply.retryable and page_queue.attempt < $6)
                    returning page_queue.job, page_queue.number, model, reply.fault, false as waits
                ), kept as (
                    insert into page_result (job, number, state, fault, ended_at)
                    select job, number, 'FAILED', fault, clock_timestamp() from given_up on conflict do nothing
                ), failed as (
                    select * from again union all select * from given_up
                )
                select id, waiter, watchers, model, fault, waits from failed join held on held.id = failed.job""",
                Tuple.tuple()
                        .addArrayOfUUID(MovedJobs.ids(pages, Failed::job))
                        .addArrayOfInteger(pages.stream().map(Failed::page).toArray(Integer[]::new))
                        .addArrayOfInteger(pages.stream().map(Failed::attempt).toArray(Integer[]::new))
                        .addArrayOfString(
                                pages.stream().map(each -> each.fault().name()).toArray(String[]::new))
                        .addArrayOfBoolean(pages.stream()
                                .map(each -> each.fault().retryable())
                                .toArray(Boolean[]::new))
                        .addInteger(attempts))) {
            String model = row.getString("model");
            PageFault fault = PageFault.valueOf(row.getString("fault"));
            boolean waits = row.getBoolean("waits");
            sql.afterCommit(() -> meters.failed(model, fault, waits));
            moved.accept(Moved.of(row), model);
        }
    }

    /**
     * Ends those of the jobs whose last page is in. INVARIANT: it begins when the pages of these jobs are committed, or are of the same
     * transaction; so whoever writes the last one down sees that it is.
     */
    public List<Moved> end(UUID[] jobs) {
        PageFault[] faults = PageFault.values();
        List<JobError> errors = Arrays.stream(faults).map(JobError::of).toList();
        return moved.told(sql.run(
                """
                with ended as (
                    update job set ended_at = now(), error_code = error.code, error_param = error.param,
                                   state = case when outcome.fault is null then 'SUCCEEDED' else 'FAILED' end
                    from (
                        select job.id, (select fault from page_result where page_result.job = job.id and page_result.state = 'FAILED'
                                        order by number limit 1) as fault
                        from job where job.id = any($1) and job.state = 'READING'
                    ) as outcome
                    left join unnest($2::text[], $3::text[], $4::text[]) as error (fault, code, param) using (fault)
                    where job.id = outcome.id and job.ended_at is null
                      and not exists (select from page_queue where page_queue.job = job.id)
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
}
