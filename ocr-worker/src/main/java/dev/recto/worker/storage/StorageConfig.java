package dev.recto.worker.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where objects lie; endpoint and credentials are the S3 client's own settings. */
@ConfigMapping(prefix = "recto.storage")
public interface StorageConfig {
    @WithDefault("recto")
    String bucket();
}
