package dev.recto.api.tenancy;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whose keys open this service. */
@ConfigMapping(prefix = "recto.tenancy")
public interface TenancyConfig {
    /**
     * An administrator's key of the default organisation, made known (hashed) at start: 32 characters or more, which nobody can
     * guess. For a first run; none by default.
     */
    Optional<String> bootstrapKey();
}
