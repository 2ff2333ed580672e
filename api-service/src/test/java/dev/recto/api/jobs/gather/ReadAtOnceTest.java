package dev.recto.api.jobs.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.models.ServedModels;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.reading.PageState;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentKind;
import dev.recto.model.DocumentTask;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.model.PageTask;
import dev.recto.model.ReadOptions;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Documents of one page that whoever opens them reads. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class ReadAtOnceTest {
    private static final int SLOTS = 2;

    @Inject
    SomeJobs some;

    @Inject
    Jobs jobs;

    @Inject
    Gatherer gatherer;

    @Inject
    ServedModels models;

    @Inject
    TestDatabase database;

    private final String model = "fake/at-once-" + UUID.randomUUID();
    private final List<DocumentTask> opening = new CopyOnWriteArrayList<>();
    private final List<FakeWorker> workers = new ArrayList<>();
    private final List<UUID> open = new ArrayList<>();

    @AfterEach
    void stop() {
        open.forEach(some::cancel);
        workers.forEach(FakeWorker::close);
    }

    @Test
    void itIsReadWithOneTask() {
        FakeWorker worker = start(Script.onlyPages());
        UUID job = accept();
        soon().until(() -> some.find(job).state() == JobState.SUCCEEDED);

        assertThat(jobs.pages(job, -1, 10)).singleElement().satisfies(page -> {
            assertThat(page.state()).isEqualTo(PageState.READ);
            assertThat(page.result()).isEqualTo(Script.text("page 0"));
        });
        assertThat(worker.taken()).isEmpty();
        assertThat(database.count("page_queue where job = '" + job + "'")).isZero();
    }

    /** So many as there are free slots, that neither a page nor another document may want. */
    @Test
    void asManyAsThereAreFreeSlotsMayBeReadAtOnce() {
        start(new Holding());
        for (int document = 1; document <= 4; document++) {
            accept();
            int sent = document;
            soon().until(() -> opened().size() == sent);
        }
        assertThat(opened()).extracting(task -> task.onlyPage() != null).containsExactly(true, true, false, false);
    }

    /** A stranger's page that waits for a slot is not overtaken by documents that came behind it. */
    @Test
    void whereAPageWantsTheSlotNoneIsReadAtOnce() {
        FakeWorker worker = start(Script.opening(SLOTS));
        accept();
        soon().until(() -> worker.taken().size() == SLOTS);
        worker.follow(new Holding());
        accept();
        soon().until(() -> opened().size() == 1);
        assertThat(opened().getFirst().onlyPage()).isNull();
    }

    @Test
    void whatWasNotWantedIsNotReadAtOnce() {
        start(new Holding());
        UUID job = some.accept(model, new PageSelection.Some(List.of(1)));
        open.add(job);
        soon().until(() -> opened().size() == 1);
        assertThat(opened().getFirst().onlyPage()).isNull();
    }

    @Test
    void anotherAttemptOnlyOpensIt() {
        start(new Holding());
        UUID job = accept();
        soon().until(() -> opened().size() == 1);
        assertThat(Objects.requireNonNull(opened().getFirst().onlyPage()).deadline())
                .isBefore(opened().getFirst().deadline());

        database.execute("update job set deadline = now() - interval '1 minute' where id = '" + job + "'");
        soon().until(() -> opened().size() == 2);
        assertThat(opened().getLast().attempt()).isEqualTo(2);
        assertThat(opened().getLast().onlyPage()).isNull();
    }

    @Test
    void itCountsOnceHoweverOftenItComes() {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(readAtOnce(job, "first"), readAtOnce(job, "first")));
        gatherer.gather(List.of(readAtOnce(job, "second"), opened(job, 1)));

        assertThat(some.find(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(jobs.pages(job, -1, 10))
                .singleElement()
                .satisfies(page -> assertThat(page.result()).isEqualTo(Script.text("first")));
    }

    @Test
    void whatNobodyCanReadFails() {
        UUID job = some.accept("nobody/reads");
        WorkerReply.PageFailed failed = new WorkerReply.PageFailed(job, 0, 1, "fake", PageFault.UNDRAWABLE);
        gatherer.gather(List.of(opened(job, 1).withOnlyPage(failed)));
        assertThat(some.find(job).state()).isEqualTo(JobState.FAILED);
        assertThat(some.find(job).error()).isEqualTo(JobError.of(PageFault.UNDRAWABLE));
        assertThat(jobs.pages(job, -1, 10)).extracting(JobPage::state).containsExactly(PageState.FAILED);
    }

    /** Another worker had opened it meanwhile. */
    @Test
    void itIsAPageOfAJobThatIsBeingRead() {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(opened(job, 1)));
        assertThat(some.find(job).state()).isEqualTo(JobState.READING);
        gatherer.gather(List.of(readAtOnce(job, "late")));
        assertThat(some.find(job).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void itIsNothingToAJobThatWantsOtherPages() {
        UUID job = some.accept("nobody/reads", new PageSelection.Some(List.of(1)));
        gatherer.gather(List.of(readAtOnce(job, "page 0")));
        assertThat(some.find(job).state()).isEqualTo(JobState.FAILED);
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.PAGE_OUT_OF_RANGE, "pages"));
    }

    @Test
    void itIsNothingToAJobThatIsCancelled() {
        UUID job = some.accept("nobody/reads");
        some.cancel(job);
        gatherer.gather(List.of(readAtOnce(job, "too late")));
        assertThat(some.find(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.pages(job, -1, 10)).isEmpty();
    }

    private static WorkerReply.DocumentProbed opened(UUID job, int pages) {
        return new WorkerReply.DocumentProbed(
                job, 1, DocumentKind.PDF, Collections.nCopies(pages, new PageSize(612, 792)));
    }

    private static WorkerReply readAtOnce(UUID job, String text) {
        PageTask page = new PageTask(job, 0, 1, "key", "nobody/reads", ReadOptions.DEFAULT, Instant.EPOCH);
        return opened(job, 1).withOnlyPage(Script.read(page, Script.text(text)));
    }

    /** Answers nothing, and says what it was asked. */
    private final class Holding implements Script {
        @Override
        public List<WorkerReply> probe(DocumentTask task) {
            opening.add(task);
            return List.of();
        }

        @Override
        public List<WorkerReply> read(PageTask task) {
            return List.of();
        }
    }

    /** Tasks of this test's jobs: the queue of documents is everybody's. */
    private List<DocumentTask> opened() {
        return opening.stream().filter(task -> open.contains(task.job())).toList();
    }

    private FakeWorker start(Script script) {
        FakeWorker worker = new FakeWorker(model, SLOTS, script);
        workers.add(worker);
        return worker.awaitServed(models);
    }

    private UUID accept() {
        UUID job = some.accept(model);
        open.add(job);
        return job;
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }
}
