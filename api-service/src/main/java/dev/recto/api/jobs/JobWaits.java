package dev.recto.api.jobs;

import dev.recto.api.database.Notifications;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Wakes the threads of this pod that wait for a job, whichever pod moved it on. */
@Singleton
class JobWaits {
    private final Map<UUID, Set<JobWait>> waits = new ConcurrentHashMap<>();
    private final Notifications notifications;
    private @Nullable AutoCloseable listening;

    JobWaits(Notifications notifications) {
        this.notifications = notifications;
    }

    void start(@Observes StartupEvent started) {
        listening = notifications.listen(
                "news of jobs",
                Map.of(
                        GatherTable.ENDED,
                        id -> ended(UUID.fromString(id)),
                        GatherTable.PROGRESS,
                        id -> progress(UUID.fromString(id))),
                this::all);
    }

    void stop(@Observes ShutdownEvent stopping) throws Exception {
        if (listening != null) {
            listening.close();
        }
    }

    /** News may have been missed. */
    private void all() {
        waits.values().forEach(some -> some.forEach(JobWait::wake));
    }

    /** INVARIANT: to be opened before the job's state is looked at, or its end may be missed. */
    JobWait open(UUID job, boolean progress) {
        JobWait wait = new JobWait(job, progress, this);
        waits.computeIfAbsent(job, id -> ConcurrentHashMap.newKeySet()).add(wait);
        return wait;
    }

    void close(JobWait wait) {
        waits.computeIfPresent(wait.job(), (id, all) -> {
            all.remove(wait);
            return all.isEmpty() ? null : all;
        });
    }

    void ended(UUID job) {
        waits.getOrDefault(job, Set.of()).forEach(JobWait::wake);
    }

    private void progress(UUID job) {
        waits.getOrDefault(job, Set.of()).stream().filter(JobWait::progress).forEach(JobWait::wake);
    }
}
