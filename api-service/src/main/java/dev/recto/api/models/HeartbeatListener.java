package dev.recto.api.models;

import dev.recto.api.kafka.Consumers;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Listens to the heartbeats of all workers. */
@Singleton
final class HeartbeatListener {
    private final Consumers consumers;
    private final ServedModels models;
    private @Nullable AutoCloseable loop;

    HeartbeatListener(Consumers consumers, ServedModels models) {
        this.consumers = consumers;
        this.models = models;
    }

    void start(@Observes StartupEvent started) {
        loop = consumers.hear(
                Topics.WORKERS,
                Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS),
                WorkerHeartbeat.class,
                models::hear);
    }

    void stop(@Observes ShutdownEvent stopping) throws Exception {
        if (loop != null) {
            loop.close();
        }
    }
}
