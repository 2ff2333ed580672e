package dev.recto.api.temporary;

import dev.recto.api.limits.Share;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Makes a spool for each request, of the room of whose it is. */
@Singleton
public final class Spools {
    private final SpoolBudget files;
    private final SpoolBudget memory;
    private final TemporaryFiles temporary;

    Spools(TemporaryConfig config, Share share, TemporaryFiles temporary) {
        this.files = new SpoolBudget(config.maxSize().asLongValue(), share);
        this.memory = new SpoolBudget(config.maxMemory().asLongValue(), share);
        this.temporary = temporary;
    }

    public Spool open(UUID organisation) {
        return new Spool(files, memory, organisation, temporary.directory());
    }

    /** Bytes of all spools in files. */
    long inFiles() {
        return files.taken();
    }

    /** Bytes of all spools in memory. */
    long inMemory() {
        return memory.taken();
    }
}
