package dev.recto.api.temporary;

import jakarta.inject.Singleton;

/** Makes a spool for each request. */
@Singleton
public final class Spools {
    private final SpoolBudget budget;
    private final TemporaryFiles temporary;

    Spools(SpoolBudget budget, TemporaryFiles temporary) {
        this.budget = budget;
        this.temporary = temporary;
    }

    public Spool open() {
        return new Spool(budget, temporary.directory());
    }
}
