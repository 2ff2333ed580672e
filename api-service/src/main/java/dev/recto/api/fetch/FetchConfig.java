package dev.recto.api.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Fetching documents from URLs. */
@ConfigMapping(prefix = "recto.fetch")
interface FetchConfig {
    /** Networks in CIDR form that may be fetched from though they are not part of the public internet. */
    Optional<List<String>> allowedNetworks();

    /** Largest document. */
    @WithDefault("50M")
    MemorySize maxSize();

    /** Redirects that are followed; each is checked like the first address. */
    @WithDefault("5")
    int maxRedirects();

    @WithDefault("5s")
    Duration resolveTimeout();

    @WithDefault("5s")
    Duration connectTimeout();

    /** How long a server may be silent. */
    @WithDefault("15s")
    Duration idleTimeout();

    /** From the first look-up to the last byte, redirects included. */
    @WithDefault("60s")
    Duration totalTimeout();

    /** Documents fetched at the same time; more wait. */
    @WithDefault("32")
    int maxConcurrent();
}
