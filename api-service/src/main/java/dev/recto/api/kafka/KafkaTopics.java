package dev.recto.api.kafka;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are not there yet. */
@Singleton
public final class KafkaTopics {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final KafkaConfig config;
    private volatile boolean reached;

    KafkaTopics(KafkaClients clients, KafkaConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /** Whether the broker has answered since the start. */
    boolean reached() {
        return reached;
    }

    /** Blocks until each of them exists; fails if the broker does not answer. */
    public void ensure(Collection<String> names) {
        Admin admin = clients.admin();
        try {
            Map<String, KafkaFuture<Void>> creations =
                    admin.createTopics(names.stream().map(this::topic).toList()).values();
            for (KafkaFuture<Void> creation : creations.values()) {
                await(creation);
            }
            reached = true;
        } finally {
            admin.close(CLOSE_TIMEOUT);
        }
    }

    private NewTopic topic(String name) {
        return new NewTopic(name, config.partitions(), config.replicationFactor())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(config.maxMessageBytes())));
    }

    private static void await(KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("topics can't be created", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
