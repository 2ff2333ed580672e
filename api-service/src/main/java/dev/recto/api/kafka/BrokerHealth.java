package dev.recto.api.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the broker was reached. One that goes away later only delays: requests are still accepted, and safe. */
@Readiness
@ApplicationScoped
class BrokerHealth implements HealthCheck {
    private final KafkaTopics topics;

    BrokerHealth(KafkaTopics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker").status(topics.reached()).build();
    }
}
