package dev.recto.worker.none;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The engine that reads nothing; for benchmarks only. */
@ConfigMapping(prefix = "recto.worker.none")
public interface NoneConfig {
    @WithDefault("false")
    boolean enabled();

    /** Pages answered at the same time. */
    @WithDefault("16")
    int slots();

    /** How long a page takes. */
    @WithDefault("0s")
    Duration time();
}
