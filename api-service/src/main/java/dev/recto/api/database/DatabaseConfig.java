package dev.recto.api.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.database")
interface DatabaseConfig {
    /** How long a statement may take. */
    @WithDefault("10s")
    Duration statementTimeout();
}
