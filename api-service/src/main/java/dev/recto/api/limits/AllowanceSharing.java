package dev.recto.api.limits;

import dev.recto.api.background.Bell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Shares what keys have used with the other instances, now and then; as long as that fails each goes on with what it knows. */
@Singleton
class AllowanceSharing {
    private final Allowances allowances;
    private final AllowanceTable table;
    private final LimitsConfig config;
    private @Nullable Bell bell;

    AllowanceSharing(Allowances allowances, AllowanceTable table, LimitsConfig config) {
        this.allowances = allowances;
        this.table = table;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        bell = new Bell("sharing what keys have used", config.shareEvery(), () -> allowances.share(table));
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (bell != null) {
            bell.close();
        }
    }
}
