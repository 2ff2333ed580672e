package dev.recto.api.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Each address has one kind of answer, whatever the client says it accepts: OpenAI's client asks for
 * {@code application/binary} where the contract has {@code application/octet-stream}. The document that was read comes in several.
 */
@Singleton
final class AcceptAnything {
    private static final int PRIORITY = 150;
    private static final Pattern API = Pattern.compile("/v[12]/(?!ocr/jobs/[^/]*/document$)");

    void install(@Observes Filters filters) {
        filters.register(
                routing -> {
                    if (API.matcher(RequestPath.of(routing)).lookingAt()) {
                        routing.request().headers().remove("Accept");
                    }
                    routing.next();
                },
                PRIORITY);
    }
}
