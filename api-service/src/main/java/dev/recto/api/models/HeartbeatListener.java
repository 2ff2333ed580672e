package dev.recto.api.models;

import dev.recto.api.kafka.Consumers;
import dev.recto.api.kafka.KafkaTopics;
import dev.recto.model.Topics;
import dev.recto.model.WorkerHeartbeat;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens to the heartbeats of all workers. */
@Singleton
final class HeartbeatListener {
    private final KafkaTopics topics;
    private final Consumers consumers;
    private final ServedModels models;
    private @Nullable AutoCloseable loop;

    HeartbeatListener(KafkaTopics topics, Consumers consumers, ServedModels models) {
        this.topics = topics;
        this.consumers = consumers;
        this.models = models;
    }

    void start(@Observes StartupEvent started) {
        topics.ensure(List.of(Topics.WORKERS));
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
