package dev.recto.api.web.input;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "recto.http")
interface BodyConfig {
    /** Largest request body: 50 MB of document in base64 with some JSON around, or a 64 MB part of an upload. */
    @WithDefault("72M")
    MemorySize maxBodySize();

    /** Largest body of a request that brings no document, file or batch; it is read into memory. */
    @WithDefault("1M")
    MemorySize maxSmallBodySize();
}
