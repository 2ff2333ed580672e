package dev.recto.api.scaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.scaling")
interface ScalingConfig {
    /** How long counting may take; then an autoscaler is answered 503. KEDA itself waits for three seconds. */
    @WithDefault("2500ms")
    Duration timeout();
}
