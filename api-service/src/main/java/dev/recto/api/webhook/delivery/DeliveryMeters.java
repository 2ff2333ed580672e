package dev.recto.api.webhook.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** {@code recto_webhook_attempts_total}, by what came of them, and {@code recto_webhook_given_up_total}. */
@Singleton
class DeliveryMeters {
    private static final String ATTEMPTS = "recto.webhook.attempts";
    private static final String GIVEN_UP = "recto.webhook.given.up";

    private final MeterRegistry registry;

    /** Begins all counts at none: of one that begins with its first failure nobody sees that it grew. */
    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        registry.counter(GIVEN_UP);
        for (Outcome outcome : Outcome.values()) {
            registry.counter(ATTEMPTS, "outcome", outcome.word());
        }
    }

    void attempted(Outcome outcome) {
        registry.counter(ATTEMPTS, "outcome", outcome.word()).increment();
    }

    void givenUp() {
        registry.counter(GIVEN_UP).increment();
    }
}
