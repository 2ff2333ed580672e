package dev.recto.api.jobs.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.reading.JobState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.PageTask;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pages that are handed out together, counted by the tasks that come. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class HandedOutRunsTest {
    private static final int SLOTS = 16;
    private static final int WINDOW = 2 * SLOTS;

    @Inject
    SomeJobs some;

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    @Inject
    JobsConfig config;

    private final String model = "fake/runs-" + UUID.randomUUID();
    private final List<FakeWorker> workers = new ArrayList<>();
    private final List<UUID> jobs = new ArrayList<>();

    @AfterEach
    void stop() {
        jobs.forEach(job -> some.cancel(job));
        workers.forEach(FakeWorker::close);
    }

    @Test
    void theDefaultIsEightPages() {
        assertThat(config.longestRun()).isEqualTo(8);
    }

    /** The slots that are free are filled with runs; what waits for them, and what follows, goes page by page. */
    @Test
    void aDocumentFillsFreeSlotsWithRuns() {
        FakeWorker worker = start(Script.opening(100));
        accept();
        soon().until(() -> worker.taken().size() == WINDOW);
        List<Integer> lengths = Stream.concat(Stream.of(8, 8), Collections.nCopies(SLOTS, 1).stream())
                .toList();
        assertThat(worker.tasks()).extracting(PageTask::pages).containsExactlyInAnyOrderElementsOf(lengths);
        assertThat(worker.taken()).doesNotHaveDuplicates();

        answer(worker, 0);
        answer(worker, 1);
        soon().until(() -> worker.taken().size() == WINDOW + 2);
        assertThat(worker.tasks().subList(SLOTS + 2, SLOTS + 4))
                .extracting(PageTask::pages)
                .containsOnly(1);
    }

    @Test
    void beforeAllWorkersTakeRunsThereAreNone() {
        FakeWorker older = FakeWorker.older(model, SLOTS, Script.opening(20));
        workers.add(older);
        FakeWorker worker = start(Script.opening(20));
        soon().until(() -> models.slots(model) == 2 * SLOTS);
        accept();
        soon().until(() -> worker.taken().size() == 20);
        assertThat(worker.tasks()).extracting(PageTask::pages).containsOnly(1);
    }

    /** What was answered of the run counts, and each of the other pages has an attempt less. */
    @Test
    void ofALostRunThePagesThatWereNotReadWaitAgain() {
        FakeWorker worker = start(Script.opening(4));
        UUID job = accept();
        soon().until(() -> worker.taken().size() == 4);
        assertThat(worker.tasks()).extracting(PageTask::pages).containsExactly(4);
        TaskId first = worker.tasks().getFirst().id();
        UUID incarnation = UUID.randomUUID();
        worker.say(new WorkerHeartbeat("mortal", Instant.now(), false, List.of(), incarnation, null, first, 4, true));
        answer(worker, 1);
        soon().until(() -> database.count("page_result where job = '" + job + "'") == 1);
        worker.say(new WorkerHeartbeat(
                "mortal", Instant.now(), false, List.of(), UUID.randomUUID(), List.of(), null, 0, true));

        soon().until(() -> worker.taken().size() == 7);
        List<PageTask> again = worker.taken().subList(4, 7);
        assertThat(again).extracting(PageTask::page).containsExactlyInAnyOrder(0, 2, 3);
        assertThat(again).extracting(PageTask::attempt).containsOnly(2);

        again.forEach(page -> worker.reply(Script.pages(4).read(page)));
        soon().until(() -> some.find(job).state() == JobState.SUCCEEDED);
        jobs.clear();
    }

    @Test
    void aCancelledJobHandsOutNothingMore() {
        FakeWorker worker = start(Script.opening(100));
        UUID job = accept();
        soon().until(() -> worker.taken().size() == WINDOW);
        some.cancel(job);
        worker.follow(Script.opening(3));
        UUID next = accept();
        soon().until(() -> worker.taken().size() == WINDOW + 3);
        assertThat(worker.taken().subList(WINDOW, WINDOW + 3))
                .extracting(PageTask::job)
                .containsOnly(next);
    }

    private FakeWorker start(Script script) {
        FakeWorker worker = new FakeWorker(model, SLOTS, script);
        workers.add(worker);
        return worker.awaitServed(models);
    }

    private UUID accept() {
        UUID job = some.accept(model);
        jobs.add(job);
        return job;
    }

    private static void answer(FakeWorker worker, int position) {
        worker.reply(Script.pages(1).read(worker.taken().get(position)));
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }
}
