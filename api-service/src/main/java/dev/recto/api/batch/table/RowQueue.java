package dev.recto.api.batch.table;

import dev.recto.api.postgres.Database;
import dev.recto.api.tenancy.Caller;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The rows of running jobs, from waiting to being read. For virtual threads. */
@Singleton
public class RowQueue {
    /** Any constant that no model's name hashes to: whoever holds it counts and claims alone. */
    private static final long LOCK = Long.MIN_VALUE + 1;

    private final Database database;

    RowQueue(Database database) {
        this.database = database;
    }

    /**
     * Takes rows of running jobs: for the organisation first that has the fewest being brought on their way, and of its jobs for the one
     * of which that is so. Lots decide between equals, or who came first would be preferred for ever. INVARIANT: over all processes no more
     * rows of a job are under way than the window.
     */
    public List<ClaimedRow> claim(int limit, int window, long leaseMilliseconds) {
        return database.transaction(sql -> {
            sql.run("select pg_advisory_xact_lock($1)", Tuple.of(LOCK));
            List<ClaimedRow> claimed = new ArrayList<>();
            for (Row row : sql.run("""
                    with feeding as (
                        select batch, count(*) as rows from batch_row where state = 'FEEDING' group by batch
                    ), held as (
                        select organisation, sum(rows) as rows from feeding join batch_job on id = batch group by organisation
                    ), room as (
                        select id, organisation, coalesce(feeding.rows, 0) as feeding, random() as lot,
                               $2 - (select count(*) from batch_row
                                     where batch = batch_job.id and state in ('FEEDING', 'RUNNING')) as rows
                        from batch_job left join feeding on batch = id
                        where state = 'RUNNING' and outcome is null and ended_at is null
                    ), candidate as (
                        select next.batch, next.number, room.organisation, room.lot,
                               room.feeding + row_number() over (partition by next.batch order by next.number) as turn
                        from room cross join lateral (
                            select batch, number from batch_row
                            where batch = room.id and state = 'WAITING' and due_at <= now()
                            order by number limit least($1, greatest(room.rows, 0))) next
                    ), ranked as (
                        select batch, number, lot, coalesce(held.rows, 0)
                            + row_number() over (partition by organisation order by turn, lot) as share
                        from candidate left join held using (organisation)
                    ), chosen as (
                        select batch, number from ranked order by share, lot limit $1
                    )
                    update batch_row
                    set state = 'FEEDING', attempt = attempt + 1, due_at = now() + $3 * interval '1 millisecond'
                    from chosen, batch_job
                    where batch_row.batch = chosen.batch and batch_row.number = chosen.number
                      and batch_row.state = 'WAITING' and batch_job.id = chosen.batch
                    returning batch_row.batch, batch_row.number, attempt, failures, job, api_key, organisation, project, model,
                              object_key, start_at, length, batch_job.trace_parent""", Tuple.of(limit, window, leaseMilliseconds))) {
                claimed.add(claimed(row));
            }
            return claimed;
        });
    }

    private static ClaimedRow claimed(Row row) {
        return new ClaimedRow(
                row.getUUID("batch"),
                row.getInteger("number"),
                row.getInteger("attempt"),
                row.getInteger("failures"),
                row.getUUID("job"),
                new Caller(row.getUUID("api_key"), row.getUUID("organisation"), row.getUUID("project"), false),
                row.getString("model"),
                row.getString("object_key"),
                row.getLong("start_at"),
                row.getLong("length"),
                TraceParent.parse(row.getString("trace_parent")));
    }

    /** The rows are still being brought on their way. */
    public void renew(Collection<ClaimedRow> rows, long leaseMilliseconds) {
        database.run(
                """
                update batch_row set due_at = now() + $4 * interval '1 millisecond'
                from unnest($1::uuid[], $2::int[], $3::int[]) as held (batch, number, attempt)
                where batch_row.batch = held.batch and batch_row.number = held.number
                  and batch_row.attempt = held.attempt and batch_row.state = 'FEEDING'""",
                Tuple.tuple()
                        .addArrayOfUUID(rows.stream().map(ClaimedRow::batch).toArray(UUID[]::new))
                        .addArrayOfInteger(rows.stream().map(ClaimedRow::number).toArray(Integer[]::new))
                        .addArrayOfInteger(
                                rows.stream().map(ClaimedRow::attempt).toArray(Integer[]::new))
                        .addLong(leaseMilliseconds));
    }

    /**
     * Its reading is accepted, also where the claim has lapsed and the row waits again: else it could be given up as one that nobody began.
     *
     * @return whether the reading is still wanted: the row may have been given up or refused meanwhile, or be gone with its batch
     */
    public boolean fed(ClaimedRow row) {
        return database.run("""
                        update batch_row
                        set state = case when state in ('WAITING', 'FEEDING') then 'RUNNING' else state end
                        where batch = $1 and number = $2 and state not in ('CANCELLED', 'FAILED')""", Tuple.of(row.batch(), row.number())).rowCount() > 0;
    }

    /**
     * To be tried again, unless another process has claimed it since.
     *
     * @param failed for a reason that nobody foresaw
     */
    public void putBack(ClaimedRow row, long milliseconds, boolean failed) {
        database.run("""
                update batch_row
                set state = 'WAITING', due_at = now() + $4 * interval '1 millisecond', failures = failures + $5
                where batch = $1 and number = $2 and attempt = $3 and state = 'FEEDING'""", Tuple.of(row.batch(), row.number(), row.attempt(), milliseconds, failed ? 1 : 0));
    }

    /** Rows whose process died while it brought them on their way wait again. */
    public void recover() {
        database.run(
                "update batch_row set state = 'WAITING' where state = 'FEEDING' and due_at < now()", Tuple.tuple());
    }

    /** Gives up the rows of a job that nobody has begun. */
    public void cancelWaiting(UUID batch) {
        database.run(
                "update batch_row set state = 'CANCELLED' where batch = $1 and state = 'WAITING'", Tuple.of(batch));
    }

    /** Readings of a job that are under way or may come to be so: a row may be put back right behind {@link #cancelWaiting}. */
    public List<UUID> underWay(UUID batch) {
        List<UUID> jobs = new ArrayList<>();
        for (Row row : database.run(
                // Each of the two has an index
                "select job from batch_row where batch = $1 and state = 'WAITING'"
                        + " union all select job from batch_row where batch = $1 and state in ('FEEDING', 'RUNNING')",
                Tuple.of(batch))) {
            jobs.add(row.getUUID("job"));
        }
        return jobs;
    }
}
