package dev.recto.api.jobs.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.Reached;
import dev.recto.api.messaging.Outgoing;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.reading.JobState;
import dev.recto.model.DocumentTask;
import dev.recto.model.ServedModel;
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
    private final ObjectMapper json;
    private final JobsConfig config;

    DocumentQueue(ServedModels models, ObjectMapper json, JobsConfig config) {
        this.models = models;
        this.json = json;
        this.config = config;
    }

    @Override
    public String topic() {
        return Topics.DOCUMENTS;
    }

    /** As many as may be read as they are opened, and few more: who is given too many to open keeps some until their time is over. */
    @Override
    public int window() {
        return models.slots() + models.workers() * config.probesPerWorker();
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
        // Of the last attempt it must be known what it failed at
        List<ServedModel> served = config.attempts() > 1 ? models.all() : List.of();
        List<Claim<DocumentTask>> claims = new ArrayList<>();
        for (Row row : sql.run(
                """
                        select * from hand_out_documents($1, $2, $3, $4, $5) as handed_out
                        left join lateral kept_of_document(handed_out.id) on true""",
                Tuple.of(
                                window,
                                config.probeTimeout().toMillis(),
                                config.pageTimeout().toMillis())
                        .addArrayOfString(served.stream().map(ServedModel::id).toArray(String[]::new))
                        .addArrayOfInteger(
                                served.stream().map(ServedModel::slots).toArray(Integer[]::new)))) {
            if (!row.getBoolean("mine")) {
                return Optional.empty();
            }
            DocumentTask task = task(row);
            Outgoing<DocumentTask> message = new Outgoing<>(
                    Topics.DOCUMENTS, task.job().toString(), task, TraceParent.parse(row.getString("trace_parent")));
            claims.add(new Claim<>(
                    message, task.attempt() == 1 ? Optional.of(Reached.of(row, JobState.PROBING)) : Optional.empty()));
        }
        return Optional.of(claims);
    }

    private DocumentTask task(Row row) {
        DocumentTask bare = new DocumentTask(
                row.getUUID("id"),
                row.getInteger("attempt"),
                row.getString("object_key"),
                row.getLong("size_bytes"),
                row.getOffsetDateTime("deadline").toInstant());
        DocumentTask task = bare.withPassword(StoredPassword.of(row)).withContents(row.getBoolean("cacheable"));
        String model = row.getString("model");
        return model == null ? task : task.withOnlyPage(model, StoredOptions.of(row, json), config.probeTimeout());
    }

    @Override
    public void giveBack(Sql sql, List<DocumentTask> tasks) {
        sql.run(
                "update job set state = 'ACCEPTED', attempt = attempt - 1, deadline = null where id = any($1)",
                Tuple.tuple()
                        .addArrayOfUUID(tasks.stream().map(DocumentTask::job).toArray(UUID[]::new)));
    }
}
