package dev.recto.api.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Answering with what was read before. */
@ConfigMapping(prefix = "recto.cache")
public interface CacheConfig {
    /** Whether a page that was read is not read again for the same organisation. */
    @WithDefault("true")
    boolean enabled();

    /** How long after it was read a page is answered so; at most as long as its job is kept. */
    @WithDefault("24h")
    Duration expiry();

    /** Most pages of an organisation that are known, and most documents; the oldest ones beyond that are forgotten. */
    @WithDefault("100000")
    int maxPagesPerOrganisation();

    /** The same over all organisations. */
    @WithDefault("1000000")
    int maxPages();

    /** Whether this is done, too, for models that draw their tokens. */
    @WithDefault("false")
    boolean sampled();

    /** How often what is expired or too much is forgotten. */
    @WithDefault("1m")
    Duration sweepEvery();
}
