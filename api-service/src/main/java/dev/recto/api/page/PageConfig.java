package dev.recto.api.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The web page at {@code /}. */
@ConfigMapping(prefix = "recto.page")
public interface PageConfig {
    /** Whether there is one. */
    @WithDefault("true")
    boolean enabled();
}
