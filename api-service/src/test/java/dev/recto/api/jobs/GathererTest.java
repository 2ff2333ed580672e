package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ErrorCode;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.WorkerReply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two workers were asked to open the same document, and say different things. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class GathererTest {
    @Inject
    Gatherer gatherer;

    @Inject
    SomeJobs some;

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

    private static WorkerReply opened(UUID job) {
        return new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, List.of(new PageSize(612, 792)));
    }

    private static WorkerReply refused(UUID job) {
        return new WorkerReply.DocumentRefused(job, 2, DocumentFault.INVALID);
    }
}
