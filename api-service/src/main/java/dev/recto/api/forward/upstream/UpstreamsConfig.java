package dev.recto.api.forward.upstream;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "recto.upstreams")
public interface UpstreamsConfig {
    Mistral mistral();

    Docling docling();

    /** Options that each of them has. */
    interface Upstream {
        /** Where the service is, without the path of its API; without it, nothing is ever sent there. */
        Optional<URI> baseUrl();

        Optional<String> apiKey();

        /** Documents that a process of this service has there at a time; more wait. */
        @WithDefault("8")
        int concurrency();

        @WithDefault("5s")
        Duration connectTimeout();

        /** From the request to the end of the answer. */
        @WithDefault("5m")
        Duration timeout();

        /** Largest answer: the pixels of all pictures are in it. */
        @WithDefault("256M")
        MemorySize maxAnswerSize();
    }

    interface Mistral extends Upstream {
        /** Models that are listed, without {@code mistral/}; others can be asked for as well. */
        @WithDefault("mistral-ocr-latest")
        List<String> models();
    }

    interface Docling extends Upstream {
        /** Models that are listed, without {@code docling/}; any other name means the same. */
        @WithDefault("docling-latest")
        List<String> models();
    }
}
