package dev.recto.api.jobs.upkeep;

import dev.recto.api.models.Presence;
import dev.recto.model.TaskId;
import dev.recto.model.WorkerHeartbeat;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which live worker holds which tasks, as they say themselves. INVARIANT: a worker that was started anew holds nothing of what it held before,
 * whenever that is heard.
 */
final class Leases {
    private static final int REMEMBERED = 10_000;

    private record Holder(UUID incarnation, Set<TaskId> tasks) {}

    private final Presence<Holder> workers;

    /** Incarnations that were followed by another one. */
    private final Set<UUID> past = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    Leases(InstantSource clock) {
        workers = new Presence<>(clock);
    }

    /**
     * Called whenever the broker gave a sign of life; see {@link Presence}.
     *
     * @return tasks that nobody holds any more because their workers are gone; some may have been answered
     */
    synchronized Set<TaskId> hear(List<WorkerHeartbeat> heartbeats, boolean all) {
        workers.brokerHeard(all);
        Set<TaskId> lost = new HashSet<>();
        for (WorkerHeartbeat each : heartbeats) {
            UUID incarnation = each.incarnation();
            if (incarnation != null && !past.contains(incarnation)) {
                hear(each, incarnation, lost);
            }
        }
        workers.expire().forEach(silent -> lost.addAll(silent.tasks()));
        if (!lost.isEmpty()) {
            workers.all().forEach(live -> lost.removeAll(live.tasks()));
        }
        return lost;
    }

    private void hear(WorkerHeartbeat heartbeat, UUID incarnation, Set<TaskId> lost) {
        Holder former = workers.of(heartbeat.worker()).orElse(null);
        if (former != null && !former.incarnation().equals(incarnation)) {
            past.add(former.incarnation());
            lost.addAll(former.tasks());
            former = null;
        }
        workers.heard(heartbeat.worker(), new Holder(incarnation, tasks(heartbeat, former)));
    }

    private static Set<TaskId> tasks(WorkerHeartbeat heartbeat, @Nullable Holder former) {
        Collection<TaskId> all = heartbeat.held();
        Set<TaskId> tasks =
                all != null || former == null ? new HashSet<>(all == null ? List.of() : all) : former.tasks();
        TaskId taken = heartbeat.taken();
        if (taken != null) {
            tasks.addAll(taken.run(heartbeat.takenPages()));
        }
        return tasks;
    }
}
