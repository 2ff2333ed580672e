package dev.recto.api.limits;

/**
 * An allowance that grows by {@code perMinute} every minute up to {@code perMinute}. It may be overdrawn by what turns out later;
 * the debt is paid off at the same pace.
 *
 * <p>Times are nanoseconds of one clock, such as {@link System#nanoTime()}.
 */
final class TokenBucket {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private double level;
    private long updated;

    TokenBucket(int perMinute, long now) {
        this.perMinute = perMinute;
        this.level = perMinute;
        this.updated = now;
    }

    /** Takes one, if there is one. */
    synchronized boolean take(long now) {
        refill(now);
        if (level < 1) {
            return false;
        }
        level -= 1;
        return true;
    }

    /** Takes what was used, be it there or not. */
    synchronized void spend(long used, long now) {
        refill(now);
        level -= used;
    }

    synchronized int remaining(long now) {
        refill(now);
        return (int) Math.max(0, level);
    }

    /** Whole seconds until there is at least one again. */
    synchronized long secondsUntilOne(long now) {
        refill(now);
        return secondsToGain(1 - level);
    }

    /** Whole seconds until the allowance is full again. */
    synchronized long secondsUntilFull(long now) {
        refill(now);
        return secondsToGain(perMinute - level);
    }

    private long secondsToGain(double missing) {
        return (long) Math.ceil(Math.max(0, missing) * 60 / perMinute);
    }

    private void refill(long now) {
        level = Math.min(perMinute, level + (now - updated) * (perMinute / NANOS_PER_MINUTE));
        updated = now;
    }
}
