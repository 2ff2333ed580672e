package dev.recto.api.background;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What this process has claimed for a while and renews, all of it at once, until it lets go. When it dies its claims lapse, and
 * others may claim the same.
 *
 * @param <C> a claim, which differs from any other's of the same thing
 */
public final class Claims<C> {
    private final Set<C> held = ConcurrentHashMap.newKeySet();
    private final Consumer<List<C>> renew;
    private final Bell bell;

    /** @param every much more often than claims lapse */
    public Claims(String name, Duration every, Consumer<List<C>> renew) {
        this.renew = renew;
        this.bell = new Bell(name, every, this::renew);
    }

    public void renew() {
        List<C> all = List.copyOf(held);
        if (!all.isEmpty()) {
            renew.accept(all);
        }
    }

    public void hold(C claim) {
        held.add(claim);
    }

    public void letGo(C claim) {
        held.remove(claim);
    }

    public int size() {
        return held.size();
    }

    public Bell bell() {
        return bell;
    }
}
