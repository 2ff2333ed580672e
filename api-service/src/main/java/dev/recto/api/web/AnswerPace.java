package dev.recto.api.web;

import java.time.Duration;

/** How long a client was waited for with an answer until now, and for how much. What the service itself takes is not the client's affair. */
final class AnswerPace {
    private final long stall;
    private final long bytesPerSecond;
    private long left;
    private long takenAt;
    private long lookedAt;
    private long waited;

    AnswerPace(Duration stall, long bytesPerSecond, long now) {
        this.stall = stall.toNanos();
        this.bytesPerSecond = bytesPerSecond;
        this.takenAt = now;
        this.lookedAt = now;
    }

    /**
     * Whether the client takes nothing for so long, or all in all less than that, but for a time as long as the stall. To be asked several times in
     * such a time: who asks late says that the service stood still, which does not count.
     *
     * @param now in nanoseconds
     * @param waits whether the client is waited for
     * @param left changes with what it takes
     * @param written bytes of the answer
     */
    boolean isLate(long now, boolean waits, long left, long written) {
        if (!waits || left != this.left) {
            takenAt = now;
        }
        if (waits) {
            waited += Math.min(now - lookedAt, stall / 2);
        }
        this.left = left;
        lookedAt = now;
        return waits && (now - takenAt > stall || written < bytesPerSecond * seconds(waited - stall));
    }

    private static double seconds(long nanos) {
        return Math.max(0, nanos) / 1e9;
    }
}
