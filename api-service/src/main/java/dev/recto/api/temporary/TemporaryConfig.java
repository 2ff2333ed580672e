package dev.recto.api.temporary;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

@ConfigMapping(prefix = "recto.temporary")
interface TemporaryConfig {
    /** Where the service makes a folder for its temporary files; the system's folder for such files by default. */
    Optional<Path> directory();

    /** Temporary files of all requests together; a request that would exceed it is answered 503. */
    @WithDefault("2G")
    MemorySize maxSize();

    /** What is kept in memory of all requests together while they come in, beside a few KB each; the same is answered. */
    @WithDefault("32M")
    MemorySize maxMemory();
}
