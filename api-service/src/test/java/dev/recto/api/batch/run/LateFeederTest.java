package dev.recto.api.batch.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.batch.SomeBatches;
import dev.recto.api.batch.table.ClaimedRow;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.tenancy.Caller;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.tracing.TraceParent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A process was held up for longer than its claim of a row lasted, goes on, and has the reading accepted. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class LateFeederTest {
    private static final String MODEL = "fake/late";
    private static final byte[] ROW = ("{\"body\": " + SomeBatches.BODY + "}").getBytes(UTF_8);

    @Inject
    Database database;

    @Inject
    ObjectStore store;

    @Inject
    RowFeeder feeder;

    @Inject
    Jobs jobs;

    @Inject
    ServedModels models;

    private FakeWorker worker;
    private ClaimedRow row;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 1, Script.of(_ -> List.of(), _ -> List.of())).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    /** The batch has ended, so that nobody else looks at its row. */
    @BeforeEach
    void claim() {
        Row key = database.run("select id, organisation, project from api_key where name = 'bootstrap'", Tuple.tuple())
                .iterator()
                .next();
        Caller caller = new Caller(key.getUUID("id"), key.getUUID("organisation"), key.getUUID("project"), false);
        row = new ClaimedRow(
                UUID.randomUUID(),
                0,
                1,
                0,
                TimeOrderedId.next(),
                caller,
                MODEL,
                "late/row",
                0,
                ROW.length,
                TraceParent.NONE);
        store.put(row.objectKey(), ROW).await().atMost(Duration.ofSeconds(30));
        database.run("""
                insert into batch_job (id, organisation, project, api_key, state, input_files, expires_at, ended_at, total)
                values ($1, $2, $3, $4, 'CANCELLED', '{}', now(), now(), 1)""", Tuple.of(row.batch(), caller.organisation(), caller.project(), caller.keyId()));
        database.run("""
                insert into batch_row (batch, number, custom_id, object_key, start_at, length, job, state, attempt, due_at)
                values ($1, 0, 'a', $2, 0, $3, $4, 'FEEDING', 1, now() + interval '1 hour')""", Tuple.of(row.batch(), row.objectKey(), row.length(), row.job()));
    }

    @Test
    void aRowThatIsStillClaimedIsRead() {
        feeder.feed(row, Instant.MAX);

        assertThat(state()).isEqualTo("RUNNING");
        cancelReading();
    }

    /** Or it could be given up as one that nobody has begun. */
    @Test
    void aRowThatWaitsAgainIsRead() {
        leave("WAITING");
        feeder.feed(row, Instant.MAX);

        assertThat(state()).isEqualTo("RUNNING");
        cancelReading();
    }

    @Test
    void aRowThatHasBeenGivenUpIsNotRead() {
        leave("CANCELLED");
        feeder.feed(row, Instant.MAX);

        assertThat(jobs.exists(row.job())).isFalse();
        assertThat(state()).isEqualTo("CANCELLED");
    }

    @Test
    void aRowOfADeletedBatchIsNotRead() {
        database.run("delete from batch_job where id = $1", Tuple.of(row.batch()));
        feeder.feed(row, Instant.MAX);

        assertThat(jobs.exists(row.job())).isFalse();
    }

    private void leave(String state) {
        database.run("update batch_row set state = $2 where batch = $1", Tuple.of(row.batch(), state));
    }

    private void cancelReading() {
        jobs.cancel(row.caller().organisation(), row.job());
    }

    private String state() {
        return database.run("select state from batch_row where batch = $1", Tuple.of(row.batch()))
                .iterator()
                .next()
                .getString("state");
    }
}
