package dev.recto.api.jobs.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.DocumentTable;
import dev.recto.api.jobs.JobMeters;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.jobs.Moved;
import dev.recto.api.jobs.SomeJobs;
import dev.recto.api.postgres.Database;
import dev.recto.api.postgres.Database.Sql;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobPage;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.reading.PageSelection.All;
import dev.recto.api.reading.PageSelection.Some;
import dev.recto.api.reading.PageState;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.model.WorkerReply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What workers say comes in any order, more than once, to several processes, and not always the same. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class GathererTest {
    @Inject
    Gatherer gatherer;

    @Inject
    SomeJobs some;

    @Inject
    Database database;

    @Inject
    Jobs jobs;

    @Test
    void whatOneCouldOpenIsReadThoughAnotherOneCouldNot() {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(opened(job)));
        gatherer.gather(List.of(refused(job)));

        assertThat(some.find(job).state()).isEqualTo(JobState.READING);
        some.cancel(job);
    }

    @Test
    void itIsReadIfBothSaySoAtOnce() {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(refused(job), opened(job)));

        assertThat(some.find(job).state()).isEqualTo(JobState.READING);
        some.cancel(job);
    }

    @Test
    void whatNobodyCouldOpenFails() {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(refused(job)));
        gatherer.gather(List.of(opened(job)));

        assertThat(some.find(job).state()).isEqualTo(JobState.FAILED);
        assertThat(some.find(job).error()).isEqualTo(new JobError(ErrorCode.INVALID_DOCUMENT, "document"));
    }

    @Test
    void whatIsRolledBackIsNotCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        UUID job = some.accept("nobody/counted");
        assertThatThrownBy(() -> database.transaction(sql -> {
                    fail(sql, job, registry);
                    throw new IllegalStateException("something else fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(registry.getMeters()).isEmpty();

        database.transaction(sql -> fail(sql, job, registry));
        assertThat(registry.get("recto.job.reached")
                        .tag("state", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static List<Moved> fail(Sql sql, UUID job, MeterRegistry registry) {
        return new DocumentTable(sql, new JobMeters(registry))
                .fail(List.of(new DocumentTable.Failure(job, JobError.of(ErrorCode.OCR_FAILED))));
    }

    @Test
    void allPagesOrTheNamedOnesAscendingAndOnceWait() {
        assertThat(pages(new All(), 3)).containsExactly(0, 1, 2);
        assertThat(pages(new Some(List.of(2, 0, 2)), 3)).containsExactly(0, 2);
        assertThat(pages(new Some(List.of(1000)), 1001)).containsExactly(1000);
    }

    @Test
    void whatTheDocumentDoesNotHaveIsRefused() {
        assertThat(refusal(new Some(List.of(0, 3)), 3)).isEqualTo(new JobError(ErrorCode.PAGE_OUT_OF_RANGE, "pages"));
        assertThat(refusal(new All(), 0)).isEqualTo(new JobError(ErrorCode.EMPTY_DOCUMENT, null));
        assertThat(refusal(new All(), 1001)).isEqualTo(new JobError(ErrorCode.TOO_MANY_PAGES, "pages"));
    }

    @Test
    void theFirstFinalStateOfAPageWinsAndIsCountedOnce() {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(opened(job, 2)));

        gatherer.gather(List.of(read(job, 0, "first"), failed(job, 0)));
        gatherer.gather(List.of(read(job, 0, "second"), failed(job, 0)));
        gatherer.gather(List.of(failed(job, 1)));
        gatherer.gather(List.of(read(job, 1, "too late")));

        assertThat(jobs.pages(job, -1, 10))
                .extracting(JobPage::state)
                .containsExactly(PageState.READ, PageState.FAILED);
        assertThat(jobs.pages(job, -1, 10).getFirst().result()).isEqualTo(Script.text("first"));
        assertThat(some.find(job).state()).isEqualTo(JobState.FAILED);
    }

    /** Each of the two sees the other's page only if it looks behind its own commit. */
    @RepeatedTest(20)
    void whoeverGathersTheLastPageEndsTheJob() throws Exception {
        UUID job = some.accept("nobody/reads");
        gatherer.gather(List.of(opened(job, 8)));
        CyclicBarrier together = new CyclicBarrier(8);

        try (ExecutorService pods = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> gathered = new ArrayList<>();
            for (int page = 0; page < 8; page++) {
                int number = page;
                gathered.add(pods.submit(() -> {
                    together.await();
                    gatherer.gather(List.of(read(job, number, "page " + number)));
                    return true;
                }));
            }
            for (Future<Boolean> each : gathered) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(some.find(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(jobs.pages(job, -1, 10))
                .hasSize(8)
                .extracting(JobPage::state)
                .containsOnly(PageState.READ);
    }

    private List<Integer> pages(PageSelection wanted, int count) {
        UUID job = some.accept("nobody/reads", wanted);
        gatherer.gather(List.of(opened(job, count)));
        List<Integer> numbers =
                jobs.pages(job, -1, 10).stream().map(JobPage::number).toList();
        some.cancel(job);
        return numbers;
    }

    private @Nullable JobError refusal(PageSelection wanted, int count) {
        UUID job = some.accept("nobody/reads", wanted);
        gatherer.gather(List.of(opened(job, count)));
        assertThat(some.find(job).state()).isEqualTo(JobState.FAILED);
        return some.find(job).error();
    }

    private static WorkerReply read(UUID job, int page, String text) {
        return new WorkerReply.PageRead(job, page, 1, "fake", Script.text(text));
    }

    private static WorkerReply failed(UUID job, int page) {
        return new WorkerReply.PageFailed(job, page, 1, "fake", PageFault.UNDRAWABLE);
    }

    private static WorkerReply opened(UUID job) {
        return opened(job, 1);
    }

    private static WorkerReply opened(UUID job, int pages) {
        return new WorkerReply.DocumentProbed(
                job, 1, DocumentKind.PDF, Collections.nCopies(pages, new PageSize(612, 792)));
    }

    private static WorkerReply refused(UUID job) {
        return new WorkerReply.DocumentRefused(job, 2, DocumentFault.INVALID);
    }
}
