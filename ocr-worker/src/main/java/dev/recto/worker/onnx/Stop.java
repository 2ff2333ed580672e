package dev.recto.worker.onnx;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run before its time, at its next operator, or before its first one. Given to one run at a time, and asked from any
 * thread. Runs that make or launch a CUDA graph go on to their end.
 */
public final class Stop {
    private boolean requested;
    private @Nullable RunOptions underWay;

    public synchronized void request() {
        requested = true;
        if (underWay != null) {
            underWay.terminate();
        }
    }

    public synchronized boolean requested() {
        return requested;
    }

    /** @throws CancellationException if it was requested */
    public void throwIfRequested() {
        if (requested()) {
            throw new CancellationException("the run was stopped");
        }
    }

    /** Makes it fit for another run, between runs. */
    public synchronized void reset() {
        requested = false;
    }

    synchronized void begin(RunOptions options) {
        throwIfRequested();
        underWay = options;
    }

    /** INVARIANT: nobody terminates options that are closed. */
    synchronized void end() {
        if (underWay != null && requested) {
            underWay.allow();
        }
        underWay = null;
    }
}
