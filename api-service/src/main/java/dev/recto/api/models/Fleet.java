package dev.recto.api.models;

import dev.recto.model.ServedModel;
import dev.recto.model.WorkerHeartbeat;

/**
 * Workers of one model.
 *
 * @param slots pages that they read at the same time
 * @param narrowest slots of the one that has fewest
 * @param runs whether all of them take runs of pages
 */
public record Fleet(int workers, int slots, int narrowest, boolean runs) {
    static final Fleet NOBODY = new Fleet(0, 0, Integer.MAX_VALUE, true);

    /** Below this part of its slots a worker is as quick with many pages as with one. */
    private static final int PART = 4;

    static Fleet of(WorkerHeartbeat worker, ServedModel model) {
        return new Fleet(1, model.slots(), model.slots(), worker.runs());
    }

    Fleet and(Fleet other) {
        return new Fleet(
                workers + other.workers, slots + other.slots, Math.min(narrowest, other.narrowest), runs && other.runs);
    }

    /**
     * How many pages at most a worker is to be given at once: as many as each has when all have the same, and more only where that keeps none
     * from being read; never more than any worker has slots for.
     *
     * @param pages that all workers are given
     * @param most whatever the workers could do
     */
    public int longestRun(int pages, int most) {
        if (!runs || workers == 0) {
            return 1;
        }
        int even = Math.ceilDiv(pages, workers);
        return Math.max(1, Math.min(Math.min(most, narrowest), Math.max(even, narrowest / PART)));
    }
}
