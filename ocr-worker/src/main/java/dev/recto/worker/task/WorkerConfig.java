package dev.recto.worker.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The worker itself. */
@ConfigMapping(prefix = "recto.worker")
public interface WorkerConfig {
    /** Name in heartbeats and replies; must differ between workers. Made up at start by default. */
    Optional<String> id();

    /** Documents being opened for their page count at the same time. */
    @WithDefault("2")
    int probes();

    /** How long a task belongs to a worker that gives no sign of life; the broker sets the least value. */
    @WithDefault("15s")
    Duration lock();

    /** A task that was delivered more often is answered as failed: it may be what ends the workers. Below the broker's limit (5). */
    @WithDefault("4")
    int maxDeliveries();

    /** How long a page past its deadline or of a cancelled job may take to stop before it is answered without it. */
    @WithDefault("2s")
    Duration stopGrace();

    /** How long pages under way may take when the worker is asked to end; then they go back to the queue. */
    @WithDefault("15s")
    Duration drainTimeout();
}
