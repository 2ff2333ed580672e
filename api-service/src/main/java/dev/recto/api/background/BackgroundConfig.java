package dev.recto.api.background;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Work that goes on by itself. */
@ConfigMapping(prefix = "recto.background")
public interface BackgroundConfig {
    /** How long queues, sweeps and batches that find nothing pause at most before they look again, unless they are rung. */
    @WithDefault("10s")
    Duration idlePause();

    default Pace pace(Duration busy) {
        return new Pace(busy, idlePause());
    }
}
