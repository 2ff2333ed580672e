package dev.recto.api.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where bytes are kept; the S3 service itself is configured with {@code quarkus.s3.*}. */
@ConfigMapping(prefix = "recto.storage")
interface StorageConfig {
    /** Bucket of all objects; created at start where it is missing. */
    @WithDefault("recto")
    String bucket();

    /** How long bytes may lie there before a row speaks for them: longer than the longest upload takes. */
    @WithDefault("2h")
    Duration unclaimedFor();

    /** How often bytes that nobody claims are looked for. */
    @WithDefault("30s")
    Duration sweepEvery();
}
