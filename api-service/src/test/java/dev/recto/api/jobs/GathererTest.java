package dev.recto.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import dev.recto.api.database.Database;
import dev.recto.api.database.Database.Sql;
import dev.recto.api.fault.ErrorCode;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageSize;
import dev.recto.model.WorkerReply;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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

    @Inject
    Database database;

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
        return new GatherTable(sql, new JobMeters(registry))
                .fail(List.of(new GatherTable.Failure(job, JobError.of(ErrorCode.OCR_FAILED))));
    }

    private static WorkerReply opened(UUID job) {
        return new WorkerReply.DocumentProbed(job, 1, DocumentKind.PDF, List.of(new PageSize(612, 792)));
    }

    private static WorkerReply refused(UUID job) {
        return new WorkerReply.DocumentRefused(job, 2, DocumentFault.INVALID);
    }
}
