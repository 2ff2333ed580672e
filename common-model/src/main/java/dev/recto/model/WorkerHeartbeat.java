package dev.recto.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sent by a worker at every {@link #INTERVAL_SECONDS}, and whenever it takes a task; one that is silent for {@link #EXPIRY_SECONDS} serves
 * and holds nothing.
 *
 * @param incarnation another one for each start of the worker; null from workers that say nothing of their tasks
 * @param held the tasks that the worker has; null where only {@code taken} is told
 * @param taken one task more
 * @param takenPages how many pages from the taken one on, if it is one
 * @param runs whether the worker reads all pages of a {@link PageTask}
 */
public record WorkerHeartbeat(
        String worker,
        Instant at,
        boolean draining,
        List<ServedModel> models,
        @Nullable UUID incarnation,
        @Nullable List<TaskId> held,
        @Nullable TaskId taken,
        int takenPages,
        boolean runs) {
    public static final int INTERVAL_SECONDS = 2;
    public static final int EXPIRY_SECONDS = 10;

    /** One that says nothing of tasks. */
    public WorkerHeartbeat(String worker, Instant at, boolean draining, List<ServedModel> models) {
        this(worker, at, draining, models, null, null, null, 0, false);
    }
}
