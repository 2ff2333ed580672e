package dev.recto.worker.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where objects lie; endpoint and credentials are the S3 client's own settings. */
@ConfigMapping(prefix = "recto.storage")
public interface StorageConfig {
    @WithDefault("recto")
    String bucket();

    /** How long a connection to S3 on which an answer is awaited may carry nothing before it is closed. */
    @WithDefault("1m")
    Duration silence();
}
