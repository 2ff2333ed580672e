package dev.recto.api.web.gate;

import dev.recto.api.web.RequestIds;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.MDC;

/** Gives every request an id before anything else looks at it. */
@Singleton
final class RequestStart {
    private static final int PRIORITY = 300;

    void install(@Observes Filters filters) {
        filters.register(
                routing -> {
                    MDC.put("request", RequestIds.of(routing));
                    routing.next();
                },
                PRIORITY);
    }
}
