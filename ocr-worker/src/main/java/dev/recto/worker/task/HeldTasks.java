package dev.recto.worker.task;

import dev.recto.model.TaskId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tasks that this worker has taken and not answered yet. */
final class HeldTasks {
    private final Set<TaskId> tasks = new HashSet<>();

    /** False when it has the task already. */
    synchronized boolean add(TaskId task) {
        return tasks.add(task);
    }

    synchronized void remove(TaskId task) {
        tasks.remove(task);
        notifyAll();
    }

    synchronized List<TaskId> all() {
        return List.copyOf(tasks);
    }

    /** False when there are some left after this time. */
    synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis();
                left > 0 && !tasks.isEmpty();
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return tasks.isEmpty();
    }
}
