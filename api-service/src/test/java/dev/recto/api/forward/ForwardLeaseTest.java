package dev.recto.api.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.forward.docling.DoclingLookAlike;
import dev.recto.api.forward.mistral.TracedUpstreams;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.postgres.Database;
import dev.recto.api.reading.CacheUse;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobError;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.Lane;
import dev.recto.api.reading.NewJob;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.tenancy.Caller;
import dev.recto.model.ObjectKeys;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.TraceParent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of a document whose process died while an upstream had it. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(TracedUpstreams.class)
class ForwardLeaseTest {
    private static final byte[] PDF = "%PDF-1.7 begins like this".getBytes(UTF_8);
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Jobs jobs;

    @Inject
    Database database;

    @Inject
    ObjectStore store;

    @Inject
    ObjectLedger ledger;

    @Test
    void anotherProcessSendsItAgain() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            assertThat(ended(left(1, "now() - interval '1 second'")).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(docling.seen()).hasSize(1);
        }
    }

    @Test
    void aClaimThatHasNotLapsedIsLeftAlone() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            UUID job = left(1, "now() + interval '1 hour'");
            assertThat(ended(left(1, "now() - interval '1 second'")).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(find(job).state()).isEqualTo(JobState.FORWARDED);
            assertThat(docling.seen()).hasSize(1);
        }
    }

    @Test
    void aDocumentThatEndsItsProcessesIsGivenUp() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            Job job = ended(left(3, "now() - interval '1 second'"));
            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.error()).isEqualTo(new JobError(ErrorCode.OCR_FAILED, null));
            assertThat(docling.seen()).isEmpty();
        }
    }

    @Test
    void aDocumentThatIsGoneIsNotSent() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            UUID job = left(1, "now() + interval '1 hour'");
            store.delete(ObjectKeys.source(job, job)).await().atMost(SOON);
            database.run("update job set deadline = now() where id = $1", Tuple.of(job));
            assertThat(ended(job).error()).isEqualTo(new JobError(ErrorCode.FILE_NOT_FOUND, "document"));
            assertThat(docling.seen()).isEmpty();
        }
    }

    /** A job as a process leaves it that dies in the middle of so many attempts. */
    private UUID left(int attempt, String deadline) {
        UUID id = TimeOrderedId.next();
        String key = ObjectKeys.source(id, id);
        ledger.announce(key).flatMap(announced -> store.put(key, PDF)).await().atMost(SOON);
        jobs.accept(new NewJob(
                id,
                caller(),
                Lane.INTERACTIVE,
                "nobody/reads",
                true,
                key,
                PDF.length,
                new PageSelection.All(),
                ReadOptions.DEFAULT,
                "{}",
                TraceParent.NONE,
                null,
                null,
                null,
                CacheUse.NONE));
        database.run(
                "update job set model = 'docling/x', state = 'FORWARDED', attempt = $2, deadline = " + deadline
                        + " where id = $1",
                Tuple.of(id, attempt));
        return id;
    }

    private Job ended(UUID job) {
        Awaitility.await().atMost(SOON).until(() -> find(job).state().ended());
        return find(job);
    }

    private Job find(UUID job) {
        return jobs.find(caller().organisation(), job);
    }

    private Caller caller() {
        Row key = database.run("select id, organisation, project from api_key where name = 'bootstrap'", Tuple.tuple())
                .iterator()
                .next();
        return new Caller(key.getUUID("id"), key.getUUID("organisation"), key.getUUID("project"), true);
    }
}
