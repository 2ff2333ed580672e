package dev.recto.api.models;

import dev.recto.model.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of each worker until it has been silent for {@value WorkerHeartbeat#EXPIRY_SECONDS} seconds. INVARIANT: silence counts only
 * while the broker is heard and nothing of what was said is still to be heard.
 */
public final class Presence<T> {
    private static final Duration EXPIRY = Duration.ofSeconds(WorkerHeartbeat.EXPIRY_SECONDS);

    /** The most that counts between two signs of the broker's life; it is asked for one more often. */
    private static final Duration MOST_SILENCE = Duration.ofSeconds(4);

    private record Known<T>(T what, Duration silence) {
        Known<T> andSilentFor(Duration more) {
            return new Known<>(what, silence.plus(more));
        }
    }

    private final Map<String, Known<T>> workers = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private Instant brokerHeard = Instant.MIN;

    public Presence(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The broker gave a sign of life, though nobody may have spoken.
     *
     * @param all whether nothing is still to be heard
     */
    public synchronized void brokerHeard(boolean all) {
        Instant now = clock.instant();
        Duration silence =
                brokerHeard.plus(MOST_SILENCE).isBefore(now) ? MOST_SILENCE : Duration.between(brokerHeard, now);
        brokerHeard = now;
        if (all) {
            workers.replaceAll((id, worker) -> worker.andSilentFor(silence));
        }
    }

    /** The worker has spoken. */
    public synchronized void heard(String worker, T what) {
        workers.put(worker, new Known<>(what, Duration.ZERO));
    }

    public Optional<T> of(String worker) {
        return Optional.ofNullable(workers.get(worker)).map(Known::what);
    }

    public Collection<T> all() {
        return workers.values().stream().map(Known::what).toList();
    }

    /** Forgets those who have been silent for too long, and returns what was known of them. */
    public synchronized List<T> expire() {
        List<T> silent = new ArrayList<>();
        workers.values().removeIf(worker -> {
            boolean expired = worker.silence().compareTo(EXPIRY) > 0;
            if (expired) {
                silent.add(worker.what());
            }
            return expired;
        });
        return silent;
    }
}
