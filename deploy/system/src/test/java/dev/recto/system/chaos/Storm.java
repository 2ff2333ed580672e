package dev.recto.system.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Kills a part chosen at random, again and again. */
final class Storm {
    private final List<Target> targets;
    private final ChaosOptions options;
    private final Random random;
    private final Map<String, Integer> kills = new TreeMap<>();

    Storm(List<Target> targets, ChaosOptions options) {
        this.targets = targets;
        this.options = options;
        random = new Random(options.seed());
    }

    /** Returns with the last kill. */
    void rage() throws IOException {
        long began = System.nanoTime();
        for (Duration next = pause(); next.compareTo(options.duration()) <= 0; next = next.plus(pause())) {
            while (since(began).compareTo(next) < 0) {
                LockSupport.parkNanos(next.minus(since(began)).toNanos());
            }
            strike(since(began));
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private Duration pause() {
        long spread = options.longest().minus(options.shortest()).toMillis();
        return options.shortest().plusMillis(random.nextLong(spread + 1));
    }

    private void strike(Duration at) throws IOException {
        while (true) {
            Target target = targets.get(random.nextInt(targets.size()));
            if (target.kill()) {
                System.out.printf("  %5.1f s: kill -9 %s%n", at.toMillis() / 1e3, target.name());
                kills.merge(target.name(), 1, Integer::sum);
                return;
            }
        }
    }

    /** How often which part was killed. */
    Map<String, Integer> kills() {
        return kills;
    }
}
