package dev.recto.api.ocr.request;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "recto.ocr")
public interface OcrConfig {
    /** How long a request waits for its job; the job goes on afterwards. */
    @WithDefault("5m")
    Duration waitTime();

    /** When a client that has waited so long is told to ask for the job. */
    @WithDefault("10s")
    Duration askAgain();

    /** Largest document inside a request. */
    @WithDefault("50M")
    MemorySize maxDocumentSize();

    /** Longest text of a request that is kept in memory; longer ones, documents in base64, go to a temporary file. */
    @WithDefault("128K")
    MemorySize maxTextInMemory();

    /** Request body without its long texts. */
    @WithDefault("1M")
    MemorySize maxBodyInMemory();

    /** Longest JSON Schema of a request, in characters: each page's task has it. */
    @WithDefault("131072")
    int maxSchemaLength();

    /** Most names, values and brackets of a request: in memory each takes many times its bytes. */
    @WithDefault("50000")
    int maxValues();
}
