package dev.recto.api.batch.table;

import dev.recto.api.batch.BatchDeletion;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.webhook.Webhook;
import dev.recto.api.webhook.WebhookEvent;
import dev.recto.tracing.TraceParent;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of jobs. For virtual threads. */
@Singleton
public class BatchJobTable {
    private static final String JOB = """
            select id, organisation, project, api_key, state, model, metadata, input_files, inline_key,
                   created_at, started_at, ended_at, total, succeeded, failed, failure, output_file, error_file
            from batch_job""";

    private final Database database;

    BatchJobTable(Database database) {
        this.database = database;
    }

    /** @return whether there was no such job before */
    public static boolean insert(
            Sql sql, UUID id, Caller caller, NewBatch batch, @Nullable String inlineKey, int rows, TraceParent trace) {
        Optional<Webhook> webhook = batch.webhook();
        return sql.run(
                                """
                with accepted as (
                    insert into batch_job (id, organisation, project, api_key, model, metadata, input_files, inline_key,
                                           expires_at, total, trace_parent)
                    values ($1, $2, $3, $4, $5, $6::text::jsonb, $7, $8, now() + $9 * interval '1 second', $10, $11)
                    on conflict (id) do nothing returning id
                ), told as (
                    insert into webhook (subject, source, url, events)
                    select id, 'REQUEST', $12::text, $13::text[] from accepted where $12 is not null
                    union all
                    select accepted.id, 'KEY', webhook_url, webhook_events from accepted, api_key
                    where api_key.id = $4 and webhook_url is distinct from $12 and webhook_url is not null
                      and webhook_disabled_at is null
                )
                select from accepted""",
                                Tuple.tuple()
                                        .addUUID(id)
                                        .addUUID(caller.organisation())
                                        .addUUID(caller.project())
                                        .addUUID(caller.keyId())
                                        .addString(batch.model().orElse(null))
                                        .addString(batch.metadata().orElse(null))
                                        .addArrayOfUUID(batch.inputFiles().toArray(UUID[]::new))
                                        .addString(inlineKey)
                                        .addLong(batch.timeout().toSeconds())
                                        .addInteger(rows)
                                        .addString(trace.text().orElse(null))
                                        .addString(webhook.map(Webhook::url).orElse(null))
                                        .addArrayOfString(webhook.map(named -> WebhookEvent.words(named.events()))
                                                .orElse(null)))
                        .size()
                == 1;
    }

    public Optional<BatchJob> find(UUID organisation, UUID id) {
        return jobs(JOB + " where organisation = $1 and id = $2 and deleted_at is null", Tuple.of(organisation, id))
                .stream()
                .findFirst();
    }

    public record Page(List<BatchJob> jobs, long total) {}

    public Page list(Caller caller, BatchQuery query) {
        String condition = """

                where organisation = $1 and deleted_at is null and ($2::text is null or model = $2)
                  and ($3::text is null or metadata @> $3::text::jsonb)
                  and ($4::timestamptz is null or created_at > $4) and ($5::uuid is null or api_key = $5)
                  and (cardinality($6::text[]) = 0 or state = any($6))""";
        Tuple parameters = Tuple.tuple()
                .addUUID(caller.organisation())
                .addString(query.model().orElse(null))
                .addString(query.metadata().orElse(null))
                .addOffsetDateTime(query.createdAfter()
                        .map(time -> time.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .addUUID(query.createdByMe() ? caller.keyId() : null)
                .addArrayOfString(query.states().stream().map(BatchStatus::name).toArray(String[]::new));
        long total = database.run("select count(*) as n from batch_job" + condition, parameters)
                .iterator()
                .next()
                .getLong("n");
        String order = query.ascending() ? " order by id" : " order by id desc";
        parameters.addInteger(query.pageSize()).addLong((long) query.page() * query.pageSize());
        return new Page(jobs(JOB + condition + order + " limit $7 offset $8", parameters), total);
    }

    /** Begins no more rows; a job that is being wound up already, or has ended, stays as it is. */
    public void requestCancellation(UUID organisation, UUID id) {
        database.run("""
                update batch_job set state = 'CANCELLATION_REQUESTED', outcome = 'CANCELLED'
                where organisation = $1 and id = $2 and ended_at is null and outcome is null""", Tuple.of(organisation, id));
    }

    /** Begins no more rows, since they can't be read any more. */
    public void fail(UUID id, BatchFailure failure) {
        database.run("""
                update batch_job set outcome = 'FAILED', failure = $2
                where id = $1 and ended_at is null and outcome is null""", Tuple.of(id, failure.name()));
    }

    /** @return whether there was such a job that had ended; {@link BatchDeletion} goes on from here */
    public boolean delete(UUID organisation, UUID id) {
        return database.run("""
                                with deleted as (
                                    update batch_job set deleted_at = now()
                                    where organisation = $1 and id = $2 and ended_at is not null and deleted_at is null
                                    returning id
                                ), told as (
                                    delete from webhook_delivery using deleted where batch = deleted.id
                                )
                                select from deleted""", Tuple.of(organisation, id)).size() > 0;
    }

    /** Starts queued jobs, the oldest of each organisation first, as long as it has fewer running than this. */
    public void start(int runningJobs) {
        database.run("""
                update batch_job set state = 'RUNNING', started_at = now()
                where state = 'QUEUED' and outcome is null and id in (
                    select id from (
                        select id, row_number() over (partition by organisation order by id) as place
                        from batch_job where ended_at is null and outcome is null) as unfinished
                    where place <= $1)""", Tuple.of(runningJobs));
    }

    /**
     * Settles how jobs will end whose rows have all been tried or whose time is up.
     *
     * @return whether there are jobs to be wound up
     */
    public boolean settle() {
        return is("""
                with settled as (
                    update batch_job
                    set outcome = case when succeeded + failed = total then 'SUCCESS' else 'TIMEOUT_EXCEEDED' end
                    where ended_at is null and outcome is null and (succeeded + failed = total or expires_at < now())
                    returning id
                )
                select exists (select from settled)
                    or exists (select from batch_job where ended_at is null and outcome is not null) as so""");
    }

    public boolean anyIsOpen() {
        return is("select exists (select from batch_job where ended_at is null) as so");
    }

    private boolean is(String query) {
        return database.run(query, Tuple.tuple()).iterator().next().getBoolean("so");
    }

    private List<BatchJob> jobs(String statement, Tuple parameters) {
        List<BatchJob> jobs = new ArrayList<>();
        database.run(statement, parameters).forEach(row -> jobs.add(job(row)));
        return jobs;
    }

    private static BatchJob job(Row row) {
        String failure = row.getString("failure");
        return new BatchJob(
                row.getUUID("id"),
                row.getUUID("organisation"),
                row.getUUID("project"),
                row.getUUID("api_key"),
                row.getString("state"),
                row.getString("model"),
                notes(row.getJsonObject("metadata")),
                List.of(row.getArrayOfUUIDs("input_files")),
                row.getString("inline_key"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("started_at")),
                instant(row.getOffsetDateTime("ended_at")),
                row.getInteger("total"),
                row.getInteger("succeeded"),
                row.getInteger("failed"),
                failure == null ? null : BatchFailure.kept(failure),
                row.getUUID("output_file"),
                row.getUUID("error_file"));
    }

    private static @Nullable Map<String, String> notes(@Nullable JsonObject json) {
        return json == null
                ? null
                : json.stream().collect(Collectors.toMap(Map.Entry::getKey, note -> String.valueOf(note.getValue())));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
