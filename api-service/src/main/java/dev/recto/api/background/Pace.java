package dev.recto.api.background;

import java.time.Duration;

/**
 * How often a {@link Bell} works by itself.
 *
 * @param busy the pause after work that found something, or was rung for
 * @param idle the longest pause: each that follows on work that found nothing is twice the one before
 */
public record Pace(Duration busy, Duration idle) {
    public Pace {
        idle = idle.compareTo(busy) < 0 ? busy : idle;
    }

    static Pace steady(Duration pause) {
        return new Pace(pause, pause);
    }

    /** @param last the pause before the work that found nothing */
    Duration longerThan(Duration last) {
        Duration twice = last.multipliedBy(2);
        return twice.compareTo(idle) < 0 ? twice : idle;
    }
}
