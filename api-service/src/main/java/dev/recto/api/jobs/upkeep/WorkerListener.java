package dev.recto.api.jobs.upkeep;

import dev.recto.api.jobs.JobsConfig;
import dev.recto.api.messaging.Consumers;
import dev.recto.api.messaging.Heard;
import dev.recto.api.models.ServedModels;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens to the heartbeats of all workers, from when a task that is under way now may have been taken. */
@Singleton
final class WorkerListener {
    private static final Duration EXPIRY = Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS);

    private final Consumers consumers;
    private final ServedModels models;
    private final LostTasks lost;
    private final JobsConfig config;
    private final Leases leases = new Leases(InstantSource.system());
    private @Nullable AutoCloseable loop;

    WorkerListener(Consumers consumers, ServedModels models, LostTasks lost, JobsConfig config) {
        this.consumers = consumers;
        this.models = models;
        this.lost = lost;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        // A document of one page is opened and read by one task
        Duration longest = config.probeTimeout().plus(config.pageTimeout());
        loop = consumers.hear(Topics.WORKERS, longest.plus(EXPIRY), WorkerHeartbeat.class, this::hear);
    }

    void stop(@Observes ShutdownEvent stopping) throws Exception {
        if (loop != null) {
            loop.close();
        }
    }

    /** Who spoke long ago may be dead, and serves nothing for it. */
    private void hear(List<Heard<WorkerHeartbeat>> heartbeats, boolean all) {
        models.hear(
                heartbeats.stream()
                        .filter(each -> each.before().compareTo(EXPIRY) <= 0)
                        .map(Heard::message)
                        .toList(),
                all);
        lost.add(leases.hear(heartbeats.stream().map(Heard::message).toList(), all));
    }
}
