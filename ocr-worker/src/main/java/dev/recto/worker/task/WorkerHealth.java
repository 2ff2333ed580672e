package dev.recto.worker.task;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Alive until an engine breaks; started when all are warm; ready while tasks are taken and the broker hears the worker. */
final class WorkerHealth {
    private WorkerHealth() {}

    @Liveness
    @ApplicationScoped
    static class Alive implements HealthCheck {
        private final Worker worker;

        Alive(Worker worker) {
            this.worker = worker;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("engines unbroken")
                    .status(worker.alive())
                    .build();
        }
    }

    @Startup
    @ApplicationScoped
    static class Started implements HealthCheck {
        private final Worker worker;

        Started(Worker worker) {
            this.worker = worker;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("engines").status(worker.started()).build();
        }
    }

    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {
        private final Worker worker;

        Ready(Worker worker) {
            this.worker = worker;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("tasks").status(worker.ready()).build();
        }
    }
}
