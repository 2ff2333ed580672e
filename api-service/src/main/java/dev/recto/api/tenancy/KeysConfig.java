package dev.recto.api.tenancy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How keys are looked up. */
@ConfigMapping(prefix = "recto.keys")
interface KeysConfig {
    /** How long looking up a key may take; then the request is answered 503, or goes on if the key was seen lately. */
    @WithDefault("2s")
    Duration lookupTimeout();

    /** How long a key that was looked up is known, and so how long a key that was revoked at another instance still opens. */
    @WithDefault("60s")
    Duration freshFor();

    /** How long a key that was looked up opens while the database does not answer. */
    @WithDefault("1h")
    Duration staleFor();

    /** Most keys that are known at a time. */
    @WithDefault("10000")
    int mostKnown();

    /** Look-ups of unknown keys per minute for one client address; an IPv6 client has a network of 64 bits. */
    @WithDefault("60")
    int unknownPerMinute();

    /** Most addresses that are counted at a time. */
    @WithDefault("10000")
    int mostAddresses();

    /** How exactly the last use of a key is kept; it is written no more often. */
    @WithDefault("10m")
    Duration lastUse();
}
