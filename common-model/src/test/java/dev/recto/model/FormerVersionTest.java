package dev.recto.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the version before, which knew of no runs, makes of this one's messages during a rollout. */
class FormerVersionTest {
    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final UUID job = UUID.randomUUID();
    private final Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final PageTask page = new PageTask(job, 3, 1, "key", "model", ReadOptions.DEFAULT, now);

    record Page(
            UUID job,
            int page,
            int attempt,
            String objectKey,
            @Nullable DocumentKind kind,
            String model,
            ReadOptions options,
            Instant deadline) {}

    record Document(UUID job, int attempt, String objectKey, long sizeBytes, Instant deadline) {}

    record Heartbeat(
            String worker,
            Instant at,
            boolean draining,
            List<ServedModel> models,
            @Nullable UUID incarnation,
            @Nullable List<TaskId> held,
            @Nullable TaskId taken) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
    @JsonSubTypes(@JsonSubTypes.Type(value = Probed.class, name = "document-probed"))
    sealed interface Reply {}

    record Probed(UUID job, int attempt, DocumentKind kind, List<PageSize> pages) implements Reply {}

    /** It never looked at the kind. */
    @Test
    void aWorkerReadsAPage() throws Exception {
        assertThat(read(page, Page.class))
                .isEqualTo(new Page(job, 3, 1, "key", null, "model", ReadOptions.DEFAULT, now));
    }

    @Test
    void aWorkerOpensADocumentAndLeavesItsPage() throws Exception {
        DocumentTask task = new DocumentTask(job, 1, "key", 9, now, page);
        assertThat(read(task, Document.class)).isEqualTo(new Document(job, 1, "key", 9, now));
    }

    @Test
    void anApiTakesADocumentThatWasReadForOneThatWasOpened() throws Exception {
        WorkerReply reply = new WorkerReply.DocumentProbed(job, 1, DocumentKind.PNG, List.of(new PageSize(1, 1)))
                .withOnlyPage(new WorkerReply.PageFailed(job, 0, 1, "worker", PageFault.UNDRAWABLE));
        assertThat(read(reply, Reply.class))
                .isEqualTo(new Probed(job, 1, DocumentKind.PNG, List.of(new PageSize(1, 1))));
    }

    /** And of all of a run's pages within the next two seconds. */
    @Test
    void anApiHearsOfTheFirstPageThatIsTaken() throws Exception {
        UUID incarnation = UUID.randomUUID();
        TaskId first = page.id();
        WorkerHeartbeat taken = new WorkerHeartbeat("worker", now, false, List.of(), incarnation, null, first, 4, true);
        assertThat(read(taken, Heartbeat.class))
                .isEqualTo(new Heartbeat("worker", now, false, List.of(), incarnation, null, first));
        WorkerHeartbeat held =
                new WorkerHeartbeat("worker", now, false, List.of(), incarnation, first.run(4), null, 0, true);
        assertThat(read(held, Heartbeat.class).held()).isEqualTo(first.run(4));
    }

    private <T> T read(Object message, Class<T> former) throws JsonProcessingException {
        return json.readValue(json.writeValueAsString(message), former);
    }
}
