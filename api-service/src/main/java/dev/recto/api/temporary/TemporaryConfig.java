package dev.recto.api.temporary;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

@ConfigMapping(prefix = "recto.temporary")
interface TemporaryConfig {
    /** Where the service makes a folder for its temporary files; the system's folder for such files by default. */
    Optional<Path> directory();
}
