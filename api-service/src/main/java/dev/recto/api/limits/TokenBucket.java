package dev.recto.api.limits;

/**
 * An allowance that grows by {@code perMinute} every minute up to {@code perMinute}. It may be overdrawn by what turns out later;
 * the debt is paid off at the same pace. Others may use up the same allowance: they are told, and tell, now and then.
 *
 * <p>Times are nanoseconds of one clock, such as {@link System#nanoTime()}.
 */
final class TokenBucket {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final int perMinute;
    private double level;
    private double untold;
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
        untold += 1;
        return true;
    }

    /** Takes what was used, be it there or not. */
    synchronized void spend(long used, long now) {
        refill(now);
        level -= used;
        untold += used;
    }

    /** What was taken and spent since this was last asked for. */
    synchronized double untold() {
        double used = untold;
        untold = 0;
        return used;
    }

    synchronized void notTold(double used) {
        untold += used;
    }

    /** @param left for all who share the allowance, after what they were told was used */
    synchronized void learn(double left, long now) {
        level = Math.min(perMinute, left - untold);
        updated = now;
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
