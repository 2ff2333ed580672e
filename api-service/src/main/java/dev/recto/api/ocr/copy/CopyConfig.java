package dev.recto.api.ocr.copy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Copies of documents. */
@ConfigMapping(prefix = "recto.copies")
public interface CopyConfig {
    /** How long a request waits for a worker's copy. */
    @WithDefault("90s")
    Duration waitTime();

    /** Copies and pictures that an organisation may wait for at a time in a process: workers make them one after the other, for all. */
    @WithDefault("8")
    int mostWaiting();

    /** The longest pause between two looks whether it is there; the first ones are a fifth of the time that was waited. */
    @WithDefault("250ms")
    Duration poll();
}
