package dev.recto.api.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The header {@code Idempotency-Key}. */
@ConfigMapping(prefix = "recto.idempotency")
interface IdempotencyConfig {
    /** How long an answer can be had again. */
    @WithDefault("24h")
    Duration keepFor();

    /** After which a request that did not end counts as lost, so that it can be tried again with the same key. */
    @WithDefault("15m")
    Duration lostAfter();

    /** How often old answers are forgotten. */
    @WithDefault("10m")
    Duration sweepEvery();
}
