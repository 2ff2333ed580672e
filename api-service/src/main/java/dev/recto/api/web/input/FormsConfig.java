package dev.recto.api.web.input;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "recto.forms")
interface FormsConfig {
    /** Most parts of a multipart form. */
    @WithDefault("1000")
    int maxParts();

    /** Longest head of a part. */
    @WithDefault("16K")
    MemorySize maxHeadSize();

    /** Heads of all parts together. */
    @WithDefault("64K")
    MemorySize maxHeadsSize();

    /** Longest field that is no file. */
    @WithDefault("2K")
    MemorySize maxFieldSize();
}
