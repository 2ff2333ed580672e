package dev.recto.api.jobs;

import dev.recto.api.jobs.PageTable.Read;
import dev.recto.api.jobs.PageTable.Spent;
import dev.recto.api.postgres.Statements;
import dev.recto.api.reading.JobState;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The statement that writes down documents which were opened and read at once, and ends their jobs. It takes many, and each may come twice. */
public final class OnlyPageTable {
    private final Statements sql;
    private final JobMeters meters;
    private final MovedJobs moved;

    public OnlyPageTable(Statements sql, JobMeters meters) {
        this.sql = sql;
        this.meters = meters;
        this.moved = new MovedJobs(sql, meters);
    }

    public record OnlyPage(String kind, Read page) {}

    /**
     * Those that nobody had opened before, and whose page is what was asked for; a job more than once is one of them.
     *
     * @return what was read, with whether other documents wait to be opened
     */
    public List<Spent> read(List<OnlyPage> pages) {
        List<Spent> spent = new ArrayList<>();
        for (Row row : sql.run(
                """
                with reply as (
                    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[]) as reply (id, kind, result, tokens)
                ), read as (
                    update job set state = 'SUCCEEDED', ended_at = now(), deadline = null, kind = reply.kind, page_count = 1,
                                   pages_total = 1
                    from reply
                    where job.id = reply.id and job.state in ('ACCEPTED', 'PROBING') and coalesce(selection, '{0}') = '{0}'
                    returning job.id, waiter, watchers, lane, job.state, api_key, organisation, model, ended_at - created_at as took,
                              reply.result, reply.tokens
                ), kept as (
                    insert into page_result (job, number, state, result, ended_at)
                    select id, 0, 'READ', result, clock_timestamp() from read on conflict do nothing
                )
                select id, waiter, watchers, lane, state, api_key, organisation, model, tokens,
                       extract(epoch from took)::float8 as age, exists (select from job where state = 'ACCEPTED') as more
                from read""",
                Tuple.tuple()
                        .addArrayOfUUID(MovedJobs.ids(pages, each -> each.page().job()))
                        .addArrayOfString(pages.stream().map(OnlyPage::kind).toArray(String[]::new))
                        .addArrayOfString(
                                pages.stream().map(each -> each.page().result()).toArray(String[]::new))
                        .addArrayOfLong(
                                pages.stream().map(each -> each.page().tokens()).toArray(Long[]::new)))) {
            moved.reached(row, JobState.READING);
            moved.reached(row, JobState.SUCCEEDED);
            spent.add(new Spent(
                    Moved.of(row),
                    row.getUUID("api_key"),
                    row.getUUID("organisation"),
                    row.getString("model"),
                    1,
                    row.getLong("tokens"),
                    row.getBoolean("more")));
        }
        sql.afterCommit(() -> spent.forEach(each -> meters.read(each.model(), each.pages())));
        return spent;
    }
}
