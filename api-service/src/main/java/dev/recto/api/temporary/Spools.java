package dev.recto.api.temporary;

import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes a spool for each request, of the room of whose it is. */
@Singleton
public final class Spools {
    private final SpoolBudget budget;
    private final TemporaryFiles temporary;

    Spools(SpoolBudget budget, TemporaryFiles temporary) {
        this.budget = budget;
        this.temporary = temporary;
    }

    public Spool open(UUID organisation) {
        return new Spool(budget, organisation, temporary.directory());
    }
}
