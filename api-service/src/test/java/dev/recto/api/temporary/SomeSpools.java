package dev.recto.api.temporary;

import dev.recto.api.limits.Share;
import java.nio.file.Path;
import java.util.UUID;

/** Spools with a budget of their own, for tests of what writes to them. */
public final class SomeSpools {
    private final SpoolBudget budget = new SpoolBudget(1 << 20, new Share(1));
    private final Path directory;

    public SomeSpools(Path directory) {
        this.directory = directory;
    }

    public Spool open() {
        return new Spool(budget, UUID.randomUUID(), directory);
    }

    public long taken() {
        return budget.taken();
    }
}
