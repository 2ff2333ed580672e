package dev.recto.api.messaging;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready once the broker was reached. One that goes away later only delays: requests are still accepted, and safe; so the check only
 * says that it does not answer.
 */
@Readiness
@ApplicationScoped
class BrokerHealth implements HealthCheck {
    private static final int LIMIT = 2_000;

    private final KafkaTopics topics;
    private final KafkaClients clients;
    private @Nullable Admin admin;

    BrokerHealth(KafkaTopics topics, KafkaClients clients) {
        this.topics = topics;
        this.clients = clients;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka")
                .status(topics.reached())
                .withData("answers", answers())
                .build();
    }

    private boolean answers() {
        try {
            return !admin().describeCluster(new DescribeClusterOptions().timeoutMs(LIMIT))
                    .nodes()
                    .get()
                    .isEmpty();
        } catch (ExecutionException away) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = clients.admin();
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
