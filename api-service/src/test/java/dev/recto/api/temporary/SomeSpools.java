package dev.recto.api.temporary;

import dev.recto.api.limits.Share;
import java.nio.file.Path;
import java.util.UUID;

/** Spools with a budget of their own, for tests of what writes to them. */
public final class SomeSpools {
    public static final int SIZE = 1 << 20;

    private final SpoolBudget files = new SpoolBudget(SIZE, new Share(1));
    private final SpoolBudget memory = new SpoolBudget(SIZE, new Share(1));
    private final Path directory;

    public SomeSpools(Path directory) {
        this.directory = directory;
    }

    public Spool open() {
        return new Spool(files, memory, UUID.randomUUID(), directory);
    }

    public long taken() {
        return files.taken();
    }

    public long held() {
        return memory.taken();
    }
}
