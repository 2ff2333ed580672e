package dev.recto.worker.task;

import java.time.Duration;
import java.util.Optional;

/** The configuration of others, but for the name, the number of workers and that of their models' queues. */
record NamedWorkers(WorkerConfig others, String name, int instances, int queues) implements WorkerConfig {
    @Override
    public Optional<String> id() {
        return Optional.of(name);
    }

    @Override
    public int probes() {
        return others.probes();
    }

    @Override
    public double textLayerTolerance() {
        return others.textLayerTolerance();
    }

    @Override
    public double textLayerHidden() {
        return others.textLayerHidden();
    }

    @Override
    public double textLayerShift() {
        return others.textLayerShift();
    }

    @Override
    public double textLayerMisread() {
        return others.textLayerMisread();
    }

    @Override
    public Duration stopGrace() {
        return others.stopGrace();
    }

    @Override
    public Duration drainTimeout() {
        return others.drainTimeout();
    }
}
