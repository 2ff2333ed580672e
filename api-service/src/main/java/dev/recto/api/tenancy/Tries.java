package dev.recto.api.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often each client address tried to guess something in its minute, which begins with the first try. A try is counted at once and given back if it
 * was none, so that callers who know what they ask for are not held up by themselves.
 */
public final class Tries {
    public static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final Cache<ClientNetwork, AtomicInteger> counts;

    /** @param mostAddresses that are counted at a time */
    public Tries(int perMinute, int mostAddresses) {
        this.perMinute = perMinute;
        this.counts = Caffeine.newBuilder()
                .maximumSize(mostAddresses)
                .expireAfterWrite(WINDOW)
                .build();
    }

    /** Whether the address may try once more. */
    public boolean enter(ClientNetwork network) {
        return counts.get(network, first -> new AtomicInteger()).incrementAndGet() <= perMinute;
    }

    public void giveBack(ClientNetwork network) {
        AtomicInteger count = counts.getIfPresent(network);
        if (count != null) {
            count.decrementAndGet();
        }
    }
}
