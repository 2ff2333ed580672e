package dev.recto.worker.task;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.PageTask;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.Documents;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Reads the pages of one model's queue. */
final class PageHandler implements TaskHandler {
    private final Engine engine;
    private final Slots slots;
    private final Surroundings around;

    /** What the handlers of all models share. */
    record Surroundings(
            String worker,
            ObjectMapper json,
            Documents documents,
            ObjectStore store,
            RunningJobs jobs,
            PageMeters meters,
            Executor threads,
            WorkerConfig config) {}

    PageHandler(Engine engine, Surroundings around) {
        this.engine = engine;
        this.slots = new Slots(engine.admission()::limit);
        this.around = around;
    }

    @Override
    public List<Task> tasks(byte[] json) throws IOException {
        return around.json().readValue(json, PageTask.class).each().stream()
                .<Task>map(Reading::new)
                .toList();
    }

    /** For the pages of this queue. */
    Slots slots() {
        return slots;
    }

    /** Starts to read a page that nobody was to be told of, and returns at once; nothing where there is no slot for it. */
    Optional<CompletableFuture<WorkerReply>> readIfFree(PageTask task, Cancellation cancellation, Activity activity) {
        return slots.take()
                .map(slot -> run(task, cancellation, activity).whenComplete((reply, failure) -> slot.close()));
    }

    private CompletableFuture<WorkerReply> run(PageTask task, Cancellation cancellation, Activity activity) {
        return new PageRun(task, cancellation, activity, engine, around).reply();
    }

    private final class Reading implements Task {
        private final PageTask task;

        Reading(PageTask task) {
            this.task = task;
        }

        @Override
        public TaskId id() {
            return task.id();
        }

        @Override
        public CompletableFuture<WorkerReply> work(Slots.Slot slot, Cancellation cancellation, Activity activity) {
            return run(task, cancellation, activity);
        }
    }
}
