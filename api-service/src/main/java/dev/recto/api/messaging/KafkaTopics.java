package dev.recto.api.messaging;

import dev.recto.kafka.TopicProvisioner;
import dev.recto.kafka.TopicSettings;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The topics of this service. */
@Singleton
public final class KafkaTopics {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaClients clients;
    private final TopicProvisioner provisioner;
    private volatile boolean reached;

    KafkaTopics(KafkaClients clients, KafkaConfig config) {
        this.clients = clients;
        this.provisioner = new TopicProvisioner(TopicSettings.of(config));
    }

    /** Whether the broker has answered since the start. */
    boolean reached() {
        return reached;
    }

    /** Blocks until each of them exists; fails if the broker does not answer. */
    public void ensure(Collection<String> names) {
        Admin admin = clients.admin();
        try {
            provisioner.ensure(admin, names);
            reached = true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics can't be created", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            admin.close(CLOSE_TIMEOUT);
        }
    }
}
