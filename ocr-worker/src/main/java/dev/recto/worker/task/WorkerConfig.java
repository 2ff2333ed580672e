package dev.recto.worker.task;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The worker itself. */
@ConfigMapping(prefix = "recto.worker")
public interface WorkerConfig {
    /** Name in heartbeats and replies; must differ between workers that live at the same time, or they take each other's tasks for lost. Made up at start by default. */
    Optional<String> id();

    /** Workers of this process that share its engines, each with its own name, consumers and slots; for benchmarks. */
    @WithDefault("1")
    int instances();

    /** Queues of each model, of which a worker takes from one, by its name: more than one where a model has more workers than a share group may have members. */
    @WithDefault("1")
    int queues();

    /** Documents being opened for their page count at the same time. */
    @WithDefault("2")
    int probes();

    /** How much of a page, 0..1, may be only in a PDF's text layer, or only be read, before it is said that the two differ. */
    @WithDefault("0.1")
    double textLayerTolerance();

    /** How much of a PDF's text layer, 0..1, may stand where nothing is to be seen, before it is said that the two differ. */
    @WithDefault("0.01")
    double textLayerHidden();

    /** How far from its place in a PDF's text layer a word may be read, in heights of its type. */
    @WithDefault("1")
    double textLayerShift();

    /** How much of a word's letters, 0..1, may be read otherwise than a PDF's text layer has them; digits may not. */
    @WithDefault("0.2")
    double textLayerMisread();

    /** How long a page past its deadline or of a cancelled job may take to stop before it is answered without it. */
    @WithDefault("2s")
    Duration stopGrace();

    /** How long pages under way may take when the worker is asked to end; then they wait for another worker. */
    @WithDefault("15s")
    Duration drainTimeout();
}
