package dev.recto.api.limits;

import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the keys have used, as far as this instance of the service knows. */
@Singleton
public class Allowances {
    private final LimitsConfig config;
    private final Map<UUID, KeyLimits> keys = new ConcurrentHashMap<>();

    Allowances(LimitsConfig config) {
        this.config = config;
    }

    public KeyLimits of(UUID key) {
        return keys.computeIfAbsent(key, first -> new KeyLimits(config, System.nanoTime()));
    }

    /** Counts tokens that models used for the key's requests. */
    public void spend(UUID key, long tokens) {
        of(key).spend(tokens, System.nanoTime());
    }

    /** Tells the others what was used here and learns what was used there. What can't be told now is told with what follows. */
    void share(SharedAllowances shared) {
        Map<UUID, Used> used = new HashMap<>();
        keys.forEach((key, limits) -> {
            Used some = limits.untold();
            if (!some.isNothing()) {
                used.put(key, some);
            }
        });
        if (used.isEmpty()) {
            return;
        }
        try {
            shared.take(used).forEach((key, left) -> of(key).learn(left, System.nanoTime()));
        } catch (RuntimeException e) {
            used.forEach((key, some) -> of(key).notTold(some));
            throw e;
        }
    }
}
