package dev.recto.api.tenancy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many unknown keys each client address had looked up in its minute, which begins with the first of them. What is asked for is
 * counted at once and given back if it turns out to be a key, so that callers with keys are not held up by themselves.
 */
@Singleton
class UnknownKeys {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private final Cache<String, AtomicInteger> asked;

    UnknownKeys(KeysConfig config) {
        this.perMinute = config.unknownPerMinute();
        this.asked = Caffeine.newBuilder()
                .maximumSize(config.mostAddresses())
                .expireAfterWrite(WINDOW)
                .build();
    }

    /** Whether the address may have another key looked up. */
    boolean enter(ClientNetwork network) {
        return asked.get(network.text(), first -> new AtomicInteger()).incrementAndGet() <= perMinute;
    }

    void giveBack(ClientNetwork network) {
        AtomicInteger count = asked.getIfPresent(network.text());
        if (count != null) {
            count.decrementAndGet();
        }
    }
}
