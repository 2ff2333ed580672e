package dev.recto.worker.task;

import java.time.Duration;

/**
 * How many of a model's pages are taken at a time: half as many after each that was not read in its time, one more after each
 * that would have been in half of its time with one more beside it. Pages that share an engine slow each other down; too
 * many of them end in none being read.
 */
final class Admission {
    private final int most;
    private int limit;

    Admission(int most) {
        this.most = most;
        limit = most;
    }

    synchronized int limit() {
        return limit;
    }

    /** @param allowed from when the page was taken to its deadline */
    synchronized void read(Duration took, Duration allowed) {
        Duration withOneMore = took.multipliedBy(limit + 1L).dividedBy(limit);
        if (limit < most && withOneMore.compareTo(allowed.dividedBy(2)) < 0) {
            limit++;
        }
    }

    synchronized void timedOut() {
        limit = Math.max(1, limit / 2);
    }
}
