package dev.recto.system.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * How much chaos; each can be set as a system property of its name, such as {@code -Dchaos.seed=7}.
 *
 * @param seed of everything that is random but the timing of the processes
 * @param duration from the first document to the last kill
 * @param shortest time between two kills
 * @param longest time between two kills
 * @param clients that send one document after another
 * @param outage how long a part is frozen or kept down
 */
record ChaosOptions(long seed, Duration duration, Duration shortest, Duration longest, int clients, Duration outage) {
    static ChaosOptions ofSystemProperties() {
        return new ChaosOptions(
                Long.getLong("chaos.seed", new Random().nextInt(1_000_000)),
                duration("chaos.duration", "PT5M"),
                duration("chaos.shortest", "PT15S"),
                duration("chaos.longest", "PT25S"),
                Integer.getInteger("chaos.clients", 6),
                duration("chaos.outage", "PT1M"));
    }

    private static Duration duration(String property, String otherwise) {
        return Duration.parse(System.getProperty(property, otherwise));
    }
}
