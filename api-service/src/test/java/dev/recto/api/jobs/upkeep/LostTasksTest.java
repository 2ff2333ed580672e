package dev.recto.api.jobs.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageTask;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Workers that are gone, and workers that give back what they have. No deadline passes here. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class LostTasksTest {
    private static final String MODEL = "fake/mortal";

    @Inject
    SomeJobs some;

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(1));
        soon().until(() -> models.slots(MODEL) > 0);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void aPageOfAWorkerThatFellSilentIsReadByAnother() {
        worker.follow(new Pages(task -> {
            if (task.attempt() > 1) {
                return Script.pages(1).read(task);
            }
            hold("silent", UUID.randomUUID(), id(task));
            return List.of();
        }));
        UUID job = some.accept(MODEL);
        soon().until(() -> some.find(job).state() == JobState.SUCCEEDED);
        assertThat(attempts(job)).containsExactly(1, 2);
    }

    @Test
    void aPageThatEndsItsWorkersFailsAfterItsLastAttempt() {
        worker.follow(new Pages(task -> {
            dieWith(id(task));
            return List.of();
        }));
        UUID job = some.accept(MODEL);
        soon().until(() -> some.find(job).state().ended());
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.OCR_FAILED, null));
        assertThat(attempts(job)).containsExactly(1, 2, 3);
    }

    @Test
    void aDocumentThatEndsItsWorkersFailsAfterItsLastAttempt() {
        Documents opened = new Documents(task -> {
            dieWith(new TaskId(task.job(), null, task.attempt()));
            return List.of();
        });
        worker.follow(opened);
        UUID job = some.accept(MODEL);
        soon().until(() -> some.find(job).state().ended());
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.INVALID_DOCUMENT, "document"));
        assertThat(opened.attempts(job)).containsExactly(1, 2, 3);
    }

    /** What its worker answered before it died is answered. */
    @Test
    void aPageThatWasReadIsNotLostWithItsWorker() {
        worker.follow(new Pages(task -> {
            worker.reply(Script.pages(1).read(task));
            soon().until(() -> some.find(task.job()).state().ended());
            hold("mortal", UUID.randomUUID(), id(task));
            hold("mortal", UUID.randomUUID(), new TaskId(UUID.randomUUID(), 0, 1));
            return List.of();
        }));
        UUID job = some.accept(MODEL);
        soon().until(() -> some.find(job).state().ended());
        worker.follow(Script.pages(1));
        UUID next = some.accept(MODEL);
        soon().until(() -> some.find(next).state().ended());
        assertThat(some.find(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(attempts(job)).containsExactly(1);
    }

    @Tag("thorough")
    @Test
    void whatIsGivenBackUntriedWaitsAsIfNothingHadBeen() {
        CopyOnWriteArrayList<UUID> returned = new CopyOnWriteArrayList<>();
        worker.follow(new Script() {
            @Override
            public List<WorkerReply> probe(DocumentTask task) {
                if (!returned.addIfAbsent(task.job())) {
                    return Script.pages(1).probe(task);
                }
                TaskId id = new TaskId(task.job(), null, task.attempt());
                awaitSent(id);
                return List.of(returned(id, false));
            }

            @Override
            public List<WorkerReply> read(PageTask task) {
                if (attempts(task.job()).size() >= 6) {
                    return Script.pages(1).read(task);
                }
                awaitSent(id(task));
                return List.of(returned(id(task), false));
            }
        });
        UUID job = some.accept(MODEL);
        soon().until(() -> some.find(job).state() == JobState.SUCCEEDED);
        assertThat(attempts(job)).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(returned).contains(job);
    }

    /** One of the pages that were in the engine broke it, and nobody knows which. */
    @Test
    void aPageThatIsAlwaysInEnginesThatBreakFailsInTheEnd() {
        worker.follow(new Pages(task -> List.of(returned(id(task), true))));
        UUID job = some.accept(MODEL);
        soon().until(() -> some.find(job).state().ended());
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.OCR_FAILED, null));
        assertThat(attempts(job)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    /** A worker takes the task, dies of it, and is started anew. */
    private void dieWith(TaskId task) {
        awaitSent(task);
        hold("mortal", UUID.randomUUID(), task);
        worker.say(new WorkerHeartbeat(
                "mortal", Instant.now(), false, List.of(), UUID.randomUUID(), List.of(), null, 0, true));
    }

    /** A task may be there before the transaction that sent it has ended; one of a job before may be there again. */
    private void awaitSent(TaskId task) {
        String unsent = task.page() == null ? "('ACCEPTED')" : "('ACCEPTED', 'PROBING')";
        soon().until(() -> database.count("page_queue where state = 'WAITING' and job = '" + task.job() + "'") == 0
                && database.count("job where state in " + unsent + " and id = '" + task.job() + "'") == 0);
    }

    private void hold(String name, UUID incarnation, TaskId task) {
        worker.say(new WorkerHeartbeat(name, Instant.now(), false, List.of(), incarnation, null, task, 1, true));
    }

    private static WorkerReply returned(TaskId task, boolean begun) {
        return new WorkerReply.TaskReturned(task, "fake", begun);
    }

    private static TaskId id(PageTask task) {
        return new TaskId(task.job(), task.page(), task.attempt());
    }

    private List<Integer> attempts(UUID job) {
        return worker.taken().stream()
                .filter(task -> task.job().equals(job))
                .map(PageTask::attempt)
                .toList();
    }

    private record Pages(Function<PageTask, List<WorkerReply>> reading) implements Script {
        @Override
        public List<WorkerReply> probe(DocumentTask task) {
            return Script.pages(1).probe(task);
        }

        @Override
        public List<WorkerReply> read(PageTask task) {
            return reading.apply(task);
        }
    }

    private static final class Documents implements Script {
        private final Function<DocumentTask, List<WorkerReply>> opening;
        private final List<DocumentTask> opened = new CopyOnWriteArrayList<>();

        Documents(Function<DocumentTask, List<WorkerReply>> opening) {
            this.opening = opening;
        }

        @Override
        public List<WorkerReply> probe(DocumentTask task) {
            opened.add(task);
            return opening.apply(task);
        }

        List<Integer> attempts(UUID job) {
            return opened.stream()
                    .filter(task -> task.job().equals(job))
                    .map(DocumentTask::attempt)
                    .toList();
        }

        @Override
        public List<WorkerReply> read(PageTask task) {
            return List.of();
        }
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(100)).atMost(Duration.ofSeconds(60));
    }
}
