package dev.recto.api.background;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Claims, each held for as long as the virtual thread takes that works on it, in the {@link Background}. */
public final class ClaimedWork<C> {
    private final Claims<C> claims;
    private final Runnable ended;
    private final Map<C, Thread> threads = new ConcurrentHashMap<>();

    /**
     * @param every much more often than claims lapse
     * @param ended called whenever one is not held any more
     */
    public ClaimedWork(String name, Duration every, Consumer<List<C>> renew, Runnable ended) {
        this.claims = new Claims<>(name, every, renew);
        this.ended = ended;
    }

    public void begin(C claim, String name, Runnable work) {
        Thread thread = Thread.ofVirtual()
                .name(name)
                .unstarted(() -> Background.run(() -> {
                    try {
                        work.run();
                    } finally {
                        claims.letGo(claim);
                        threads.remove(claim);
                        ended.run();
                    }
                }));
        claims.hold(claim);
        threads.put(claim, thread);
        thread.start();
    }

    public void interrupt(Predicate<C> which) {
        threads.forEach((claim, thread) -> {
            if (which.test(claim)) {
                thread.interrupt();
            }
        });
    }

    /** For when the process ends: what was begun is begun again elsewhere. */
    public void interruptAll() {
        interrupt(claim -> true);
    }

    public void renew() {
        claims.renew();
    }

    public int size() {
        return claims.size();
    }

    public Bell bell() {
        return claims.bell();
    }
}
