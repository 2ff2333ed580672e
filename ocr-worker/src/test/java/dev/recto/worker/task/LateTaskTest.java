package dev.recto.worker.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Tracing;
import dev.recto.worker.reader.Cancellation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks whose time is over, which others are given: they must not keep what else could be done from being begun. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@Timeout(60)
class LateTaskTest {
    @Inject
    KafkaClients clients;

    @Inject
    Outbox outbox;

    @Inject
    ObjectMapper json;

    private final HeldTasks held = new HeldTasks();
    private final Drain drain = new Drain();
    private final Slots slots = new Slots(() -> 1);
    private final List<Cancellation> tries = new ArrayList<>();

    @Test
    void isNotTriedAtAll() throws Exception {
        assertThat(run(Instant.now().minusMillis(1), new CompletableFuture<>())).isEqualTo(TaskOutcome.UNANSWERED);
        assertThat(tries).isEmpty();
    }

    @Test
    void isNotTriedForEver() throws Exception {
        assertThat(run(Instant.now().plusSeconds(2), CompletableFuture.failedFuture(new IOException("storage"))))
                .isEqualTo(TaskOutcome.UNANSWERED);
        assertThat(tries).isNotEmpty();
    }

    /** Its answer is taken all the same when it comes. */
    @Test
    void isNotWaitedFor() throws Exception {
        CompletableFuture<WorkerReply> work = new CompletableFuture<>();
        assertThat(run(Instant.now().plusSeconds(2), work)).isEqualTo(TaskOutcome.UNANSWERED);
        assertThat(tries).hasSize(1);

        UUID job = UUID.randomUUID();
        work.complete(new WorkerReply.DocumentRefused(job, 1, DocumentFault.INVALID));
        try (Replies replies = new Replies(clients, json)) {
            assertThat(replies.await(WorkerReply.DocumentRefused.class, job).fault())
                    .isEqualTo(DocumentFault.INVALID);
        }
    }

    private TaskOutcome run(Instant deadline, CompletableFuture<WorkerReply> work) throws Exception {
        Task task = task(deadline, work);
        held.add(task.id());
        TaskOutcome outcome = new TaskRun(task, Activity.NONE, around()).run(slots.take());
        assertThat(held.all()).isEmpty();
        return outcome;
    }

    private TaskRun.Surroundings around() {
        Heartbeats beats = new Heartbeats("late", List::of, held, outbox, clients.outage(), drain);
        return new TaskRun.Surroundings("late", held, beats, outbox, clients.outage(), drain, Tracing.off());
    }

    private Task task(Instant deadline, CompletableFuture<WorkerReply> work) {
        TaskId id = new TaskId(UUID.randomUUID(), null, 1);
        return new Task() {
            @Override
            public TaskId id() {
                return id;
            }

            @Override
            public Instant deadline() {
                return deadline;
            }

            @Override
            public CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity) {
                tries.add(cancellation);
                return work;
            }
        };
    }
}
