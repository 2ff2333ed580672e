package dev.recto.api.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The web page at {@code /}. */
@ConfigMapping(prefix = "recto.page")
public interface PageConfig {
    /** Whether there is one. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Opens the page signed in with the bootstrap key, once, for whoever starts the service on a machine of their own: 32 characters
     * or more, which nobody can guess.
     */
    Optional<String> signInCode();

    /** How long after the start it does. */
    @WithDefault("15m")
    Duration signInFor();

    /** Attempts to sign in per minute for one client address that came to nothing; an IPv6 client has a network of 64 bits. */
    @WithDefault("20")
    int signInsPerMinute();

    /** Most addresses whose attempts are counted at a time. */
    @WithDefault("10000")
    int mostAddresses();
}
