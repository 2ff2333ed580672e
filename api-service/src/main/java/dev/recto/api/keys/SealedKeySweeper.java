package dev.recto.api.keys;

import dev.recto.api.tenancy.ApiKeyTable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets sealed keys when the requests that made them are no longer known either. */
@Singleton
class SealedKeySweeper {
    private final ApiKeyTable table;
    private final Duration keepFor;

    SealedKeySweeper(
            ApiKeyTable table,
            @ConfigProperty(name = "recto.idempotency.keep-for", defaultValue = "24h") Duration keepFor) {
        this.table = table;
        this.keepFor = keepFor;
    }

    @Scheduled(every = "${recto.idempotency.sweep-every:10m}")
    Uni<Void> sweep() {
        return table.forgetSealed(OffsetDateTime.now().minus(keepFor));
    }
}
