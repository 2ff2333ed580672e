package dev.recto.api.jobs;

import dev.recto.api.database.Database;
import dev.recto.api.database.Database.Sql;
import dev.recto.api.kafka.Outgoing;
import dev.recto.api.models.ServedModels;
import dev.recto.model.DocumentTask;
import dev.recto.model.Topics;
import dev.recto.tracing.TraceParent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Documents that wait to be opened: the lanes in order, within a lane in turns over the organisations. */
final class DocumentQueue implements WorkQueue<DocumentTask> {
    /** Any constant that no model's name hashes to; see {@link PageQueue}. */
    private static final long LOCK = Long.MIN_VALUE;

    private static final String CLAIM = """
            with recursive held as (
                select organisation, count(*) as documents from job where state = 'PROBING' group by organisation
            ), free as (
                select greatest($1 - coalesce(sum(documents), 0), 0)::bigint as documents from held
            ), waiting as (
                (select lane, organisation from job where state = 'ACCEPTED' order by lane, organisation limit 1)
                union all
                select next.lane, next.organisation
                from waiting cross join lateral (
                    select lane, organisation from job
                    where state = 'ACCEPTED' and (lane, organisation) > (waiting.lane, waiting.organisation)
                    order by lane, organisation limit 1) next
            ), candidate as (
                select waiting.lane, oldest.id, coalesce(held.documents, 0)
                    + row_number() over (partition by waiting.lane, waiting.organisation order by oldest.id) as share
                from waiting left join held using (organisation)
                cross join lateral (
                    select id from job
                    where state = 'ACCEPTED' and lane = waiting.lane and organisation = waiting.organisation
                    order by id limit (select documents from free)) oldest
            ), chosen as (
                select id from candidate order by lane, share, id limit (select documents from free)
            ), locked as (
                select id from job where id in (select id from chosen) and state = 'ACCEPTED' for update skip locked
            )
            update job set state = 'PROBING', attempt = attempt + 1, deadline = now() + $2 * interval '1 millisecond'
            from locked where job.id = locked.id
            returning job.id, attempt, object_key, size_bytes, deadline, trace_parent, lane,
                      extract(epoch from clock_timestamp() - created_at)::float8 as age""";

    private final ServedModels models;
    private final JobsConfig config;

    DocumentQueue(ServedModels models, JobsConfig config) {
        this.models = models;
        this.config = config;
    }

    @Override
    public String topic() {
        return Topics.DOCUMENTS;
    }

    @Override
    public int window() {
        return models.slots() * config.probesPerSlot();
    }

    @Override
    public boolean anyWaits(Database database) {
        return database.run("select exists (select from job where state = 'ACCEPTED') as so", Tuple.tuple())
                .iterator()
                .next()
                .getBoolean("so");
    }

    @Override
    public boolean lock(Sql sql) {
        return sql.run("select pg_try_advisory_xact_lock($1) as taken", Tuple.of(LOCK))
                .iterator()
                .next()
                .getBoolean("taken");
    }

    @Override
    public List<Claim<DocumentTask>> claim(Sql sql, int window) {
        List<Claim<DocumentTask>> claims = new ArrayList<>();
        for (Row row : sql.run(CLAIM, Tuple.of(window, config.probeTimeout().toMillis()))) {
            DocumentTask task = new DocumentTask(
                    row.getUUID("id"),
                    row.getInteger("attempt"),
                    row.getString("object_key"),
                    row.getLong("size_bytes"),
                    row.getOffsetDateTime("deadline").toInstant());
            Outgoing<DocumentTask> message = new Outgoing<>(
                    Topics.DOCUMENTS, task.job().toString(), task, TraceParent.parse(row.getString("trace_parent")));
            claims.add(new Claim<>(
                    message, task.attempt() == 1 ? Optional.of(Reached.of(row, JobState.PROBING)) : Optional.empty()));
        }
        return claims;
    }

    @Override
    public void giveBack(Sql sql, List<DocumentTask> tasks) {
        sql.run(
                "update job set state = 'ACCEPTED', attempt = attempt - 1, deadline = null where id = any($1)",
                Tuple.tuple()
                        .addArrayOfUUID(tasks.stream().map(DocumentTask::job).toArray(UUID[]::new)));
    }
}
