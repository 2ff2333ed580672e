package dev.recto.api.batch.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.batch.SomeBatches;
import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.ClaimedRow;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.postgres.Database;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.tenancy.Caller;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which tries of a row count. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class RowTriesTest {
    private static final String MODEL = "fake/tried";
    /** Claims, most of which met an outage. */
    private static final int MANY = 50;

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
    BatchConfig config;

    @Inject
    Tracing tracing;

    /** Nobody foresaw that a row may lie behind the end of its file. */
    @Test
    void whatNobodyForesawCounts() {
        ClaimedRow first = claimed("tries/row", 0);
        feeder.feed(first, Instant.MAX);
        assertThat(stands(first)).isEqualTo("WAITING after 1 failures");

        ClaimedRow last = claimed("tries/row", config.attempts() - 1);
        feeder.feed(last, Instant.MAX);
        assertThat(stands(last)).startsWith("FAILED");
    }

    @Test
    void whatTakesTooLongCounts() {
        ClaimedRow row = claimed("tries/nothing", 0);
        feeder.feed(row, Instant.EPOCH);

        assertThat(stands(row)).isEqualTo("WAITING after 1 failures");
    }

    @Test
    void whatElseDoesNot() {
        ClaimedRow row = claimed("tries/nothing", 0);
        feeder.feed(row, Instant.MAX);

        assertThat(stands(row)).isEqualTo("WAITING after 0 failures");
    }

    /** The batch has ended, so that nobody else looks at its row. */
    private ClaimedRow claimed(String objectKey, int failures) {
        Row key = database.run("select id, organisation, project from api_key where name = 'bootstrap'", Tuple.tuple())
                .iterator()
                .next();
        ClaimedRow row = new ClaimedRow(
                UUID.randomUUID(),
                0,
                MANY,
                failures,
                TimeOrderedId.next(),
                new Caller(key.getUUID("id"), key.getUUID("organisation"), key.getUUID("project"), false),
                MODEL,
                objectKey,
                ROW.length,
                ROW.length,
                TraceParent.NONE);
        store.put("tries/row", ROW).await().atMost(Duration.ofSeconds(30));
        database.run(
                """
                insert into batch_job (id, organisation, project, api_key, state, input_files, expires_at, ended_at, total)
                values ($1, $2, $3, $4, 'CANCELLED', '{}', now(), now(), 1)""", Tuple.of(row.batch(), key.getUUID("organisation"), key.getUUID("project"), key.getUUID("id")));
        database.run("""
                insert into batch_row (batch, number, custom_id, object_key, start_at, length, job, state, attempt, failures, due_at)
                values ($1, 0, 'a', $2, 0, $3, $4, 'FEEDING', $5, $6, now() + interval '1 hour')""", Tuple.of(row.batch(), row.objectKey(), row.length(), row.job(), MANY, failures));
        return row;
    }

    private String stands(ClaimedRow row) {
        return database.run(
                        "select state || ' after ' || failures || ' failures' as stands from batch_row where batch = $1",
                        Tuple.of(row.batch()))
                .iterator()
                .next()
                .getString("stands");
    }
}
