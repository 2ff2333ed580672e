package dev.recto.worker.task;

import dev.recto.model.PageFault;
import dev.recto.model.WorkerReply;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Tracing;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageNotTriedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/** A task from when it was taken until the broker has its answer, whatever is away meanwhile. */
final class TaskRun {
    private static final Logger LOG = Logger.getLogger(TaskRun.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Task task;
    private final Activity activity;
    private final Surroundings around;

    /** What all tasks of a worker share. */
    record Surroundings(
            String worker,
            HeldTasks held,
            Heartbeats heartbeats,
            Outbox outbox,
            BrokerOutage outage,
            Drain drain,
            Tracing tracing) {}

    TaskRun(Task task, Activity activity, Surroundings around) {
        this.task = task;
        this.activity = activity;
        this.around = around;
    }

    private enum Trouble {
        RETURNED,
        UNANSWERED
    }

    /**
     * Blocks until the task is answered or the worker must end.
     *
     * @param slot of the task; without one it goes back untried
     */
    TaskOutcome run(Optional<Slots.Slot> slot) throws InterruptedException {
        try {
            Optional<WorkerReply> reply = slot.isPresent() ? reply(slot.get()) : Optional.of(returned(false));
            if (reply.orElse(null) instanceof WorkerReply.TaskReturned) {
                activity.failed(Trouble.RETURNED);
            }
            TaskOutcome outcome = reply.isPresent() ? deliver(reply.get()) : TaskOutcome.UNANSWERED;
            if (outcome == TaskOutcome.UNANSWERED) {
                activity.failed(Trouble.UNANSWERED);
            }
            return outcome;
        } finally {
            around.held().remove(task.id());
        }
    }

    /**
     * A task is kept while the storage is away or the engine has no room for it, for which another worker is no help. One that
     * comes to a worker which ends, perhaps since its engine is broken, is for another one. Nothing where it is no longer this worker's:
     * what comes too late or cannot be had would keep others from being tried.
     */
    private Optional<WorkerReply> reply(Slots.Slot slot) throws InterruptedException {
        for (Duration pause = FIRST_PAUSE; !isOver(); pause = longer(pause)) {
            Optional<WorkerReply> reply = unlessDraining(slot);
            if (reply.isPresent()) {
                return reply;
            }
            around.drain().awaitBegin(pause);
        }
        LOG.warn("A task was not done in its time");
        return Optional.empty();
    }

    private boolean isOver() {
        return Instant.now().isAfter(task.deadline());
    }

    private Duration left() {
        Duration left = Duration.between(Instant.now(), task.deadline());
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    private Optional<WorkerReply> unlessDraining(Slots.Slot slot) throws InterruptedException {
        return around.drain().begun() ? Optional.of(returned(false)) : tryOnce(slot);
    }

    /** Empty when it is to be tried again. */
    private Optional<WorkerReply> tryOnce(Slots.Slot slot) throws InterruptedException {
        Cancellation cancellation = new Cancellation();
        try {
            CompletableFuture<WorkerReply> work = task.work(slot, cancellation, activity);
            if (!isDone(CompletableFuture.anyOf(work, around.drain().over()))) {
                // Nobody waits for the answer any more, but it is still taken
                var _ = work.thenCompose(late -> around.outbox().send(late, activity));
                return Optional.empty();
            }
            if (work.isDone()) {
                return Optional.of(work.join());
            }
            cancellation.request(PageFault.CANCELLED);
            return Optional.of(returned(false));
        } catch (ExecutionException e) {
            return withoutReply(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            return withoutReply(e);
        }
    }

    private boolean isDone(CompletableFuture<?> event) throws InterruptedException, ExecutionException {
        try {
            event.get(left().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private Optional<WorkerReply> withoutReply(Throwable trouble) {
        LOG.warnf("A task has no answer yet: %s", trouble.getClass().getSimpleName());
        return trouble instanceof IOException || trouble instanceof PageNotTriedException
                ? Optional.empty()
                : Optional.of(returned(true));
    }

    /** While the broker is away the answer is kept. */
    private TaskOutcome deliver(WorkerReply reply) throws InterruptedException {
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                if (reply instanceof WorkerReply.TaskReturned) {
                    // Before anybody else can be given it: that this worker dies must mean nothing for them
                    around.held().remove(task.id());
                    around.heartbeats().beat().get();
                }
                around.outbox().send(reply, activity).get();
                return reply instanceof WorkerReply.TaskReturned ? TaskOutcome.RETURNED : TaskOutcome.ANSWERED;
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                around.outage().noticed("an answer waits", cause);
                if (around.drain().over().isDone()) {
                    return TaskOutcome.UNANSWERED;
                }
                if (cause instanceof RecordTooLargeException) {
                    return deliver(returned(true));
                }
                around.drain().awaitOver(pause);
            }
        }
    }

    private WorkerReply returned(boolean begun) {
        return new WorkerReply.TaskReturned(task.id(), around.worker(), begun);
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
