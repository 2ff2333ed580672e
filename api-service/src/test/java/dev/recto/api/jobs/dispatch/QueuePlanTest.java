package dev.recto.api.jobs.dispatch;

import static dev.recto.api.HttpClients.management;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.JobGauges;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.jobs.gather.Gatherer;
import dev.recto.api.jobs.upkeep.Sweeper;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Database;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.model.PageTask;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hundreds of thousands of waiting pages cost those nothing that come, are claimed, read and counted. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuePlanTest {
    private static final String MODEL = "fake/crowded";
    /** Whether there is a row at all may be read off the first one of the table. */
    private static final long FEW = 1_000;

    private static final Duration LONG = Duration.ofMinutes(2);

    @Inject
    TestDatabase rows;

    @Inject
    Database database;

    @Inject
    SomeJobs some;

    @Inject
    Jobs jobs;

    @Inject
    Gatherer gatherer;

    @Inject
    Sweeper sweeper;

    @Inject
    Backlog backlog;

    @Inject
    JobGauges gauges;

    @Inject
    ServedModels models;

    @Inject
    JobsConfig config;

    @Inject
    ObjectMapper json;

    @BeforeAll
    void manyWait() {
        rows.execute("""
                set session_replication_role = replica;
                with caller as (select id as api_key, project from api_key where name = 'bootstrap'), document as (
                    insert into job (id, organisation, project, api_key, lane, state, model, object_key, size_bytes,
                                     read_options, answer_form, kind, page_count, pages_total, expires_at)
                    select gen_random_uuid(), md5('organisation ' || n %% 10)::uuid, project, api_key, n %% 2, 'READING', '%1$s',
                           'nowhere', 1, '{}', '{}', 'PDF', 1000, 1000, now() + interval '1 day'
                    from caller, generate_series(1, 300) as n
                    returning id, organisation, lane)
                insert into page_queue (job, number, organisation, lane, model, turn)
                select id, number, organisation, lane, '%1$s', number from document, generate_series(0, 999) as number;
                reset session_replication_role;
                analyze job""".formatted(MODEL));
        rows.execute("vacuum analyze page_queue");
    }

    @AfterAll
    void forget() {
        rows.execute("delete from page_queue where model = '" + MODEL + "'");
        rows.execute("delete from job where model = '" + MODEL + "'");
        rows.execute("vacuum page_queue");
    }

    @Test
    void nothingReadsTheWholeQueue() {
        try (FakeWorker worker = new FakeWorker(MODEL, 8, new Silent())) {
            await().atMost(LONG).until(() -> worker.taken().size() >= 16 && models.slots(MODEL) > 0);
            rows.completeStatistics();
            long scanned = read("seq_tup_read");

            UUID job = some.accept(MODEL);
            gatherer.gather(
                    List.of(new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, List.of(new PageSize(612, 792)))));
            assertThat(jobs.position(some.find(job))).isZero();
            PageTask read = worker.taken().getFirst();
            gatherer.gather(Script.pages(1).read(read));
            PageTask failed = worker.taken().get(1);
            gatherer.gather(List.of(new WorkerReply.PageFailed(
                    failed.job(), failed.page(), failed.attempt(), "fake", PageFault.ENGINE)));
            await().atMost(LONG).until(() -> worker.taken().size() >= 18);
            await().atMost(LONG).until(() -> !claimed().isEmpty());
            sweeper.sweep();
            gauges.count();
            some.cancel(job);
            rows.completeStatistics();

            assertThat(read("seq_tup_read") - scanned).isLessThan(FEW);
        }
    }

    /** Through whatever index: by its own transaction's count. */
    @Test
    void aClaimReadsLittleMoreThanItHandsOut() {
        try (FakeWorker _ = new FakeWorker(MODEL, 8, new Silent()).awaitServed(models)) {
            PageQueue queue = new PageQueue(MODEL, models, json, config);
            List<Long> fetched = new ArrayList<>();
            await().atMost(LONG)
                    .until(() -> database.transaction(sql -> {
                        List<PageTask> tasks = queue.claim(sql, 200).orElse(List.of()).stream()
                                .map(claim -> claim.message().value())
                                .toList();
                        sql.run(
                                        "select idx_tup_fetch + seq_tup_read as rows from pg_stat_xact_user_tables where relname = 'page_queue'",
                                        Tuple.tuple())
                                .forEach(row -> fetched.add(row.getLong("rows")));
                        queue.giveBack(sql, tasks);
                        return !tasks.isEmpty();
                    }));
            assertThat(fetched.getLast()).isBetween(100L, 10 * FEW);
        }
    }

    /** Of so many only some are counted, from the index alone. */
    @Test
    void whatIsCountedIsCountedUpToALimit() {
        rows.completeStatistics();
        long scanned = read("seq_tup_read");

        try (FakeWorker worker = new FakeWorker(MODEL, 8, new Silent())) {
            await().atMost(LONG).until(() -> models.slots(MODEL) > 0);
            assertThat(worker.taken()).hasSizeLessThan(100);
            backlog.count();
            management("/q/scaling/" + MODEL).then().statusCode(200).body("pages", equalTo(100_000));
        }
        assertThat(management("/q/metrics").asString())
                .contains("recto_pages_waiting{model=\"" + MODEL + "\"} 100000.0");

        rows.completeStatistics();
        assertThat(read("seq_tup_read") - scanned).isLessThan(FEW);
    }

    /** Without telling any worker: what is claimed here waits again. */
    private List<PageTask> claimed() {
        PageQueue queue = new PageQueue(MODEL, models, json, config);
        return database.transaction(sql -> {
            List<PageTask> tasks = queue.claim(sql, 200).orElse(List.of()).stream()
                    .map(claim -> claim.message().value())
                    .toList();
            queue.giveBack(sql, tasks);
            return tasks;
        });
    }

    private long read(String counter) {
        return Long.parseLong(
                rows.text("select " + counter + " from pg_stat_user_tables where relname = 'page_queue'"));
    }

    private static final class Silent implements Script {
        @Override
        public List<WorkerReply> probe(DocumentTask task) {
            return List.of();
        }

        @Override
        public List<WorkerReply> read(PageTask task) {
            return List.of();
        }
    }
}
