package dev.recto.api.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where bytes are kept; the S3 service itself is configured with {@code quarkus.s3.*}. */
@ConfigMapping(prefix = "recto.storage")
interface StorageConfig {
    /** Bucket of all objects; created at start where it is missing. */
    @WithDefault("recto")
    String bucket();
}
