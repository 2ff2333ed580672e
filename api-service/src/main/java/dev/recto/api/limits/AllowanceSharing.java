package dev.recto.api.limits;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import jakarta.inject.Singleton;
import java.util.List;

/** Shares what keys have used with the other instances, now and then; as long as that fails each goes on with what it knows. */
@Singleton
class AllowanceSharing implements Chore {
    private final Bell bell;

    AllowanceSharing(Allowances allowances, AllowanceTable table, LimitsConfig config) {
        this.bell = new Bell("sharing what keys have used", config.shareEvery(), () -> allowances.share(table));
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }
}
