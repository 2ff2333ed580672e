package dev.recto.api.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Says to caches in between that an answer may look otherwise to who takes it compressed. */
@Singleton
final class EncodingHeader {
    private static final int PRIORITY = 140;

    void install(@Observes Filters filters) {
        filters.register(
                routing -> {
                    routing.addHeadersEndHandler(
                            ending -> routing.response().headers().add("Vary", "Accept-Encoding"));
                    routing.next();
                },
                PRIORITY);
    }
}
