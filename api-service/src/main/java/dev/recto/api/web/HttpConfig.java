package dev.recto.api.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.http")
public interface HttpConfig {
    /** Largest request body: 50 MB of document in base64 with some JSON around, or a 64 MB part of an upload. */
    @WithDefault("72M")
    MemorySize maxBodySize();

    /** Largest body of a request that brings no document, file or batch; it is read into memory. */
    @WithDefault("1M")
    MemorySize maxSmallBodySize();

    /** Longest address of a request, with its query. */
    @WithDefault("8K")
    MemorySize maxAddressLength();

    /** Largest headers of a request, all together. */
    @WithDefault("20K")
    MemorySize maxHeadersSize();

    /** How long a client may send nothing of its request's body; then it is answered 408. */
    @WithDefault("1m")
    Duration bodySilence();

    /** Bytes per second that bodies come with at least, but for a time as long as that; slower ones are answered 408. */
    @WithDefault("4K")
    MemorySize slowestBody();

    /** How long a client may take nothing of its answer before it is hung up on. */
    @WithDefault("1m")
    Duration answerStall();

    /** Bytes per second that answers are taken with at least, but for a time as long as that; who takes less is hung up on. */
    @WithDefault("4K")
    MemorySize slowestAnswer();
}
