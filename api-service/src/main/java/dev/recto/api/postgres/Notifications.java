package dev.recto.api.postgres;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Consumer;

/** What PostgreSQL tells with NOTIFY. */
@Singleton
public class Notifications {
    private final Pools pools;

    Notifications(Pools pools) {
        this.pools = pools;
    }

    /**
     * Listens until it is closed.
     *
     * @param channels what takes the payload, by channel; must not wait
     * @param heard run whenever listening has begun, before which anything may have been missed
     */
    public AutoCloseable listen(String name, Map<String, Consumer<String>> channels, Runnable heard) {
        return new Listener(name, pools::single, channels, heard);
    }
}
