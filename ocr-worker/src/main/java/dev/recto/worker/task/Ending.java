package dev.recto.worker.task;

import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends the process with a failure, so that whoever watches over it starts it anew. */
@ApplicationScoped
class Ending {
    /** For what is closed after the last page. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final WorkerConfig config;

    Ending(WorkerConfig config) {
        this.config = config;
    }

    /** In order, as far as that goes. INVARIANT: the process ends even if native code never returns. */
    void begin() {
        Quarkus.asyncExit(1);
        Duration patience = config.drainTimeout().plus(config.stopGrace()).plus(CLOSING);
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
    }
}
