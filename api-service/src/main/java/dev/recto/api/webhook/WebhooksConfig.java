package dev.recto.api.webhook;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Telling clients' receivers of the end of jobs and batches. */
@ConfigMapping(prefix = "recto.webhooks")
public interface WebhooksConfig {
    /** Networks in CIDR form whose receivers are told though they are not part of the public internet. */
    Optional<List<String>> allowedNetworks();

    /** How long an attempt may take, from looking up the name to the end of the answer. */
    @WithDefault("10s")
    Duration timeout();

    /** How long connecting to one address may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How much of an answer's body is read; what is behind it is not waited for. */
    @WithDefault("64K")
    MemorySize maxAnswer();

    /** Attempts that a process makes at the same time. */
    @WithDefault("32")
    int concurrent();

    /** Those of one organisation among them, so that its receivers hold up no others. */
    @WithDefault("4")
    int concurrentPerOrganisation();

    /** How long an attempt is left to its process beyond its timeout, before another process makes the next one. */
    @WithDefault("30s")
    Duration lease();

    /** The pause behind the first attempt, or up to half more or less; each further one is twice as long. */
    @WithDefault("5s")
    Duration firstPause();

    /** The longest such pause. */
    @WithDefault("1h")
    Duration longestPause();

    /** How long a delivery is tried. */
    @WithDefault("24h")
    Duration retryFor();

    /** How often deliveries are looked for while some are expected, should a bell not have been heard. */
    @WithDefault("1s")
    Duration poll();

    /** How long a delivery is listed after its end, unless its job or batch is deleted before. */
    @WithDefault("30d")
    Duration retention();

    /** How long the former secret signs beside a new one. */
    @WithDefault("24h")
    Duration secretOverlap();

    /** Most secrets of an organisation that sign at the same time; the oldest ones beyond that go at once. */
    @WithDefault("5")
    int mostSecrets();
}
