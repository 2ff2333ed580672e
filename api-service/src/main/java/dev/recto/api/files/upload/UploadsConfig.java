package dev.recto.api.files.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Files that come in parts. */
@ConfigMapping(prefix = "recto.uploads")
interface UploadsConfig {
    /** Largest file. */
    @WithDefault("512M")
    MemorySize maxSize();

    /** Largest part. */
    @WithDefault("64M")
    MemorySize maxPartSize();

    /** Most parts of one upload, those that are left out at its completion included. */
    @WithDefault("10000")
    int maxParts();

    /** How long an upload takes parts. */
    @WithDefault("1h")
    Duration openFor();

    /** How long it is known of an upload that it has ended, and what it was called. */
    @WithDefault("24h")
    Duration keepFor();

    /** How often expired uploads are cleaned up. */
    @WithDefault("30s")
    Duration sweepEvery();
}
