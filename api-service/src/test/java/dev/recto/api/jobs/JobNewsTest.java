package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.StatementCount;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.gather.Gatherer;
import dev.recto.api.models.ServedModels;
import dev.recto.api.postgres.Notifications;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process is told of the jobs that its threads wait for, and nobody of those that no other process waits for. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class JobNewsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    Notifications notifications;

    @Inject
    TestDatabase rows;

    @Inject
    StatementCount statements;

    @Inject
    SomeJobs some;

    @Inject
    Gatherer gatherer;

    @Inject
    JobNews news;

    @Inject
    JobTable table;

    @Inject
    ServedModels models;

    private final UUID other = UUID.randomUUID();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final List<String> progressed = new CopyOnWriteArrayList<>();
    private AutoCloseable listening;

    @BeforeEach
    void listenAsAnotherProcess() {
        AtomicBoolean begun = new AtomicBoolean();
        listening = notifications.listen(
                "another process",
                Map.of(
                        JobWaits.channel(JobWaits.ENDED, other), ended::add,
                        JobWaits.channel(JobWaits.PROGRESS, other), progressed::add),
                () -> begun.set(true));
        await().atMost(LONG).untilTrue(begun);
    }

    @AfterEach
    void stop() throws Exception {
        listening.close();
    }

    @Test
    void whoAcceptedAJobAndWaitsForItHearsOfItsEndOnly() {
        UUID job = some.accept("nobody/reads");
        rows.execute("update job set waiter = '" + other + "' where id = '" + job + "'");

        gatherer.gather(List.of(opened(job)));
        some.cancel(job);

        await().atMost(LONG).until(() -> ended.contains(job.toString()));
        assertThat(progressed).isEmpty();
    }

    @Test
    void whoFollowsAJobHearsOfEachStep() {
        UUID job = some.accept("nobody/reads");
        table.enrol(job, other, true);
        table.enrol(job, other, true);

        gatherer.gather(List.of(opened(job)));
        await().atMost(LONG).until(() -> progressed.contains(job.toString()));
        some.cancel(job);

        await().atMost(LONG).until(() -> ended.contains(job.toString()));
        assertThat(rows.count("job, unnest(watchers) where id = '" + job + "'")).isOne();
    }

    @Test
    void whoComesLaterIsToldToo() {
        UUID job = some.accept("nobody/reads");
        table.enrol(job, other, false);

        some.cancel(job);

        await().atMost(LONG).until(() -> ended.contains(job.toString()));
    }

    @Test
    void manyAreToldOfAtOnce() {
        List<Moved> many = Stream.generate(() -> new Moved(UUID.randomUUID(), Set.of(other), Set.of()))
                .limit(1000)
                .toList();
        news.ended(many);

        await().atMost(LONG)
                .until(() ->
                        ended.stream().mapToInt(ids -> ids.split(" ").length).sum() == many.size());
    }

    @Test
    void nobodyIsToldWhereOnlyThisProcessWaits() {
        try (FakeWorker worker = new FakeWorker("fake/told", 4, Script.pages(2))) {
            await().atMost(LONG).until(() -> models.slots("fake/told") > 0);
            statements.forget();

            String job = HttpClients.as(PartsResource.KEY)
                    .contentType("application/json")
                    .body("{\"model\": \"fake/told\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200)
                    .extract()
                    .header("X-Recto-Job");

            assertThat(statements.list()).noneMatch(statement -> statement.contains("pg_notify"));
            // What other tests left behind may be read as well
            assertThat(worker.taken())
                    .filteredOn(task -> task.job().equals(UUID.fromString(job)))
                    .hasSize(2);
        }
    }

    private static WorkerReply opened(UUID job) {
        return new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, List.of(new PageSize(612, 792)));
    }
}
