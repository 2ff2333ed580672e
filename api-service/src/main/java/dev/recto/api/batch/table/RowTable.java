package dev.recto.api.batch.table;

import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of jobs' requests. For virtual threads. */
@Singleton
public class RowTable {
    private static final int PIECE = 1000;
    /** Different errors of a job that are told. */
    private static final int MOST_ERRORS = 100;
    /** Failed rows of a running job that are looked at whenever somebody asks. */
    private static final int COUNTED_AT_ONCE = 1000;

    /** For the column of a job that ends, within its update: its errors, all rows counted. */
    public static final String ERRORS_OF_JOB = "(select coalesce(jsonb_agg(counted), '[]') from (%s) as counted)"
            .formatted(counts("batch_row.batch = batch_job.id", Integer.MAX_VALUE));

    private final Database database;

    RowTable(Database database) {
        this.database = database;
    }

    /** A row of a request, as it lies in an object of the store. */
    public record NewRow(String customId, String objectKey, long start, long length) {}

    public static void insert(Sql sql, UUID batch, List<NewRow> rows) {
        for (int first = 0; first < rows.size(); first += PIECE) {
            List<NewRow> piece = rows.subList(first, Math.min(rows.size(), first + PIECE));
            sql.run(
                    """
                    insert into batch_row (batch, number, custom_id, object_key, start_at, length, job)
                    select $1, row.* from unnest($2::int[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::uuid[]) as row""",
                    Tuple.tuple()
                            .addUUID(batch)
                            .addArrayOfInteger(IntStream.range(first, first + piece.size())
                                    .boxed()
                                    .toArray(Integer[]::new))
                            .addArrayOfString(
                                    piece.stream().map(NewRow::customId).toArray(String[]::new))
                            .addArrayOfString(
                                    piece.stream().map(NewRow::objectKey).toArray(String[]::new))
                            .addArrayOfLong(piece.stream().map(NewRow::start).toArray(Long[]::new))
                            .addArrayOfLong(piece.stream().map(NewRow::length).toArray(Long[]::new))
                            .addArrayOfUUID(piece.stream()
                                    .map(row -> TimeOrderedId.next())
                                    .toArray(UUID[]::new)));
        }
    }

    /** Unless another process has claimed the row since. */
    public void refuse(ClaimedRow row, RowError error) {
        database.transaction(sql -> {
            boolean held = sql.run("""
                            select from batch_row
                            where batch = $1 and number = $2 and attempt = $3 and state = 'FEEDING' for update""", Tuple.of(row.batch(), row.number(), row.attempt()))
                            .size()
                    > 0;
            if (held) {
                end(sql, List.of(new Ended(row.batch(), row.number(), RowState.FAILED, error)));
            }
            return held;
        });
    }

    /** @param error present exactly if it failed */
    public record Ended(
            UUID batch,
            int number,
            RowState state,
            @Nullable RowError error) {}

    /** Ends rows that have not ended, and counts them. */
    public static void end(Sql sql, List<Ended> rows) {
        // Sorted, so that two processes never wait for each other
        Map<UUID, int[]> counts = new TreeMap<>();
        for (Row row : sql.run(
                """
                update batch_row set state = ended.state, status = ended.status, error = ended.error::jsonb
                from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::text[])
                    as ended (batch, number, state, status, error)
                where batch_row.batch = ended.batch and batch_row.number = ended.number
                  and batch_row.state in ('WAITING', 'FEEDING', 'RUNNING')
                returning batch_row.batch, batch_row.state""",
                Tuple.tuple()
                        .addArrayOfUUID(rows.stream().map(Ended::batch).toArray(UUID[]::new))
                        .addArrayOfInteger(rows.stream().map(Ended::number).toArray(Integer[]::new))
                        .addArrayOfString(
                                rows.stream().map(row -> row.state().name()).toArray(String[]::new))
                        .addArrayOfInteger(rows.stream()
                                .map(row ->
                                        row.error() == null ? null : row.error().status())
                                .toArray(Integer[]::new))
                        .addArrayOfString(rows.stream()
                                .map(row ->
                                        row.error() == null ? null : row.error().body())
                                .toArray(String[]::new)))) {
            int[] count = counts.computeIfAbsent(row.getUUID("batch"), batch -> new int[RowState.values().length]);
            count[RowState.valueOf(row.getString("state")).ordinal()]++;
        }
        counts.forEach((batch, count) -> count(sql, batch, count));
    }

    /** Of a row that worked, but whose reading is no more. */
    public void fail(UUID batch, int number, RowError error) {
        database.run("""
                with failed as (
                    update batch_row set state = 'FAILED', status = $3, error = $4::text::jsonb
                    where batch = $1 and number = $2 and state = 'SUCCEEDED' returning batch
                )
                update batch_job set succeeded = succeeded - 1, failed = failed + 1
                from failed where id = failed.batch""", Tuple.of(batch, number, error.status(), error.body()));
    }

    private static void count(Sql sql, UUID batch, int[] count) {
        sql.run(
                "update batch_job set succeeded = succeeded + $2, failed = failed + $3 where id = $1",
                Tuple.of(batch, count[RowState.SUCCEEDED.ordinal()], count[RowState.FAILED.ordinal()]));
    }

    /** @param stopping whether the job is being wound up */
    public record Running(UUID batch, int number, UUID job, boolean stopping) {}

    /** Rows whose readings have ended or are no more, and that no other process looks at. */
    public static List<Running> lockEnded(Sql sql, int limit) {
        List<Running> running = new ArrayList<>();
        for (Row row : sql.run("""
                select batch, number, job, outcome is not null as stopping
                from batch_row join batch_job on batch_job.id = batch_row.batch
                where batch_row.state = 'RUNNING' and not exists (
                    -- looked up one by one, however many there are
                    select from job where job.id = batch_row.job and job.ended_at is null offset 0)
                order by batch, number limit $1 for update of batch_row skip locked""", Tuple.of(limit))) {
            running.add(new Running(
                    row.getUUID("batch"), row.getInteger("number"), row.getUUID("job"), row.getBoolean("stopping")));
        }
        return running;
    }

    /** @param error present exactly if it failed */
    public record Result(
            int number, String customId, UUID job, @Nullable RowError error) {}

    /** Rows behind {@code after} that succeeded or that failed, in their order. */
    public List<Result> results(UUID batch, RowState state, int after, int limit) {
        List<Result> results = new ArrayList<>();
        for (Row row : database.run("""
                select number, custom_id, job, status, error::text as error from batch_row
                where batch = $1 and state = $2 and number > $3 order by number limit $4""", Tuple.of(batch, state.name(), after, limit))) {
            String error = row.getString("error");
            results.add(new Result(
                    row.getInteger("number"),
                    row.getString("custom_id"),
                    row.getUUID("job"),
                    error == null ? null : new RowError(row.getInteger("status"), error)));
        }
        return results;
    }

    /** How often rows of a job failed with the same message. */
    public record ErrorCount(String message, String code, long count) {}

    /** Those that were counted when their jobs ended; of others, as they are among the first rows that failed. */
    public Map<UUID, List<ErrorCount>> errors(List<UUID> batches) {
        Map<UUID, List<ErrorCount>> errors = new HashMap<>();
        for (Row row : database.run(
                """
                select batch_job.id as batch, counted.*
                from batch_job cross join lateral (
                    select kept.* from jsonb_to_recordset(errors) as kept (message text, code text, n bigint)
                    union all
                    (%s)) as counted
                where batch_job.id = any($1) order by batch, n desc, message""".formatted(counts("errors is null and batch_row.batch = batch_job.id", COUNTED_AT_ONCE)),
                Tuple.of(batches.toArray(UUID[]::new)))) {
            errors.computeIfAbsent(row.getUUID("batch"), batch -> new ArrayList<>())
                    .add(new ErrorCount(row.getString("message"), row.getString("code"), row.getLong("n")));
        }
        return errors;
    }

    private static String counts(String rows, int most) {
        return """
                select error ->> 'message' as message, error ->> 'code' as code, count(*) as n
                from (select error from batch_row where %s and state = 'FAILED' order by number limit %d) as failed
                group by 1, 2 order by n desc, message limit %d""".formatted(rows, most, MOST_ERRORS);
    }
}
