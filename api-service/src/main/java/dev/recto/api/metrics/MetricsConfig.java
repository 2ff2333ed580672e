package dev.recto.api.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.metrics")
public interface MetricsConfig {
    /** How often what stands in the database is counted for the metrics. */
    @WithDefault("10s")
    Duration every();

    /** Whether what is read is counted for each organisation, by its id. */
    @WithDefault("false")
    boolean organisations();

    /** Most organisations that an instance tells apart; the others are counted together. */
    @WithDefault("100")
    int mostOrganisations();
}
