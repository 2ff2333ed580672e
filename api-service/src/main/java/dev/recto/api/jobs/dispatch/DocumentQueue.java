package dev.recto.api.jobs.dispatch;

import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Reached;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.reading.JobState;
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
    public Optional<List<Claim<DocumentTask>>> claim(Sql sql, int window) {
        List<Claim<DocumentTask>> claims = new ArrayList<>();
        for (Row row : sql.run(
                "select * from claim_documents($1, $2)",
                Tuple.of(window, config.probeTimeout().toMillis()))) {
            if (!row.getBoolean("mine")) {
                return Optional.empty();
            }
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
        return Optional.of(claims);
    }

    @Override
    public void giveBack(Sql sql, List<DocumentTask> tasks) {
        sql.run(
                "update job set state = 'ACCEPTED', attempt = attempt - 1, deadline = null where id = any($1)",
                Tuple.tuple()
                        .addArrayOfUUID(tasks.stream().map(DocumentTask::job).toArray(UUID[]::new)));
    }
}
