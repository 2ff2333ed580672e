package dev.recto.api.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Each address has one kind of answer, whatever the client says it accepts: OpenAI's client asks for
 * {@code application/binary} where the contract has {@code application/octet-stream}. The document that was read comes in several, and is
 * asked for what was wanted by itself, so that no header, however it is written, is one that can't be answered.
 */
@Singleton
public final class AcceptAnything {
    private static final String ACCEPTED = AcceptAnything.class.getName();
    private static final int PRIORITY = 150;
    private static final Pattern API = Pattern.compile("/v[12]/");

    /** What the client says it accepts, item by item. */
    public static Stream<String> accepted(RoutingContext routing) {
        List<String> headers = routing.get(ACCEPTED, List.of());
        return headers.stream().flatMap(header -> Stream.of(header.split(",")));
    }

    void install(@Observes Filters filters) {
        filters.register(
                routing -> {
                    if (API.matcher(RequestPath.of(routing)).lookingAt()) {
                        routing.put(ACCEPTED, routing.request().headers().getAll("Accept"));
                        routing.request().headers().remove("Accept");
                    }
                    routing.next();
                },
                PRIORITY);
    }
}
