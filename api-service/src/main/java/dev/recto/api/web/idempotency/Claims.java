package dev.recto.api.web.idempotency;

import dev.recto.api.background.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests with a key that this process is carrying out; it renews their claims, which lapse soon after its death. */
@Singleton
class Claims {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final IdempotencyTable table;
    private final Duration every;
    private final Set<IdempotencyTable.Claim> held = ConcurrentHashMap.newKeySet();
    private @Nullable Bell bell;

    Claims(IdempotencyTable table, IdempotencyConfig config) {
        this.table = table;
        this.every = config.lease().dividedBy(3);
    }

    void start(@Observes StartupEvent started) {
        bell = new Bell("claims of idempotency keys", every, this::renew);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (bell != null) {
            bell.close();
        }
    }

    void hold(IdempotencyTable.Claim claim) {
        held.add(claim);
    }

    void letGo(IdempotencyTable.Claim claim) {
        held.remove(claim);
    }

    void renew() {
        if (!held.isEmpty()) {
            table.renew(List.copyOf(held)).await().atMost(TIMEOUT);
        }
    }
}
