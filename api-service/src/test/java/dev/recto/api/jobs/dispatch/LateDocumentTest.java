package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.model.DocumentTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A document is handed out whole that was accepted after the statement began which hands it out. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class LateDocumentTest {
    private static final String MODEL = "fake/late";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int WINDOW = 1000;

    @Inject
    Database database;

    @Inject
    ServedModels models;

    @Inject
    ObjectMapper json;

    @Inject
    JobsConfig config;

    @Inject
    SomeJobs jobs;

    /** It waits for a table once it has begun, where the test asks; nobody else is handed anything. */
    @BeforeEach
    void slowDown() {
        run("create table gate ()");
        run("alter function hand_out_documents rename to hand_out_documents_at_once");
        run("""
                create function hand_out_documents(places int, milliseconds bigint, reading_milliseconds bigint,
                                                   served text[], served_slots int[])
                returns table (mine boolean, id uuid, attempt int, object_key text, size_bytes bigint, deadline timestamptz,
                               trace_parent text, lane smallint, age float8, model text, read_options text)
                language plpgsql
                as $$
                begin
                    if coalesce(current_setting('recto.late', true), '') = '' then
                        mine := false;
                        return next;
                        return;
                    end if;
                    lock table gate;
                    return query select * from hand_out_documents_at_once(
                        places, milliseconds, reading_milliseconds, served, served_slots);
                end $$""");
    }

    @AfterEach
    void restore() {
        run("drop function hand_out_documents");
        run("alter function hand_out_documents_at_once rename to hand_out_documents");
        run("drop table gate");
        database.run("delete from job where model = $1", Tuple.of(MODEL));
    }

    @Test
    void aDocumentThatCameMeanwhileIsHandedOut() {
        CompletableFuture<Optional<List<Claim<DocumentTask>>>> claiming = new CompletableFuture<>();
        UUID late = database.transaction(sql -> {
            sql.run("lock table gate", Tuple.tuple());
            Thread.ofVirtual().start(() -> claiming.completeAsync(this::claim, Runnable::run));
            await().atMost(SOON).until(this::someoneWaits);
            return jobs.accept(MODEL);
        });

        assertThat(claiming.orTimeout(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .orElseThrow())
                .extracting(claim -> claim.message().value().job())
                .contains(late);
    }

    private Optional<List<Claim<DocumentTask>>> claim() {
        return database.transaction(sql -> {
            sql.run("set local recto.late = 'yes'", Tuple.tuple());
            return new DocumentQueue(models, json, config).claim(sql, WINDOW);
        });
    }

    private boolean someoneWaits() {
        return database.run(
                        "select exists (select from pg_locks where relation = 'gate'::regclass and not granted) as so",
                        Tuple.tuple())
                .iterator()
                .next()
                .getBoolean("so");
    }

    private void run(String statement) {
        database.run(statement, Tuple.tuple());
    }
}
