package dev.recto.api.keys;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import dev.recto.api.tenancy.ApiKeyTable;
import dev.recto.api.web.idempotency.IdempotencyConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Forgets sealed keys when the requests that made them are no longer known either. */
@Singleton
class SealedKeySweeper implements Chore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ApiKeyTable table;
    private final Duration keepFor;
    private final Bell bell;

    SealedKeySweeper(ApiKeyTable table, IdempotencyConfig config) {
        this.table = table;
        this.keepFor = config.keepFor();
        this.bell = new Bell("sealed keys", config.sweepEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void sweep() {
        table.forgetSealed(OffsetDateTime.now().minus(keepFor)).await().atMost(TIMEOUT);
    }
}
