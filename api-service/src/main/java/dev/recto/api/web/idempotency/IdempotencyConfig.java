package dev.recto.api.web.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The header {@code Idempotency-Key}. */
@ConfigMapping(prefix = "recto.idempotency")
public interface IdempotencyConfig {
    /** How long an answer can be had again. */
    @WithDefault("24h")
    Duration keepFor();

    /** How long a key is kept for a request whose process gives no sign of life; then it can be tried again with the same key. */
    @WithDefault("30s")
    Duration lease();

    /** After which a request that did not end counts as lost, whatever its process says. */
    @WithDefault("15m")
    Duration lostAfter();

    /** How often old answers are forgotten. */
    @WithDefault("10m")
    Duration sweepEvery();
}
