package dev.recto.api.files;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** A stream whose length is told is not sent in chunks besides: RFC 9112 forbids both together, and some clients hang up. */
@Singleton
final class KnownLength {
    private static final int PRIORITY = 140;

    void install(@Observes Filters filters) {
        filters.register(
                routing -> {
                    routing.addHeadersEndHandler(ending -> {
                        MultiMap headers = routing.response().headers();
                        if (headers.contains(HttpHeaders.CONTENT_LENGTH)) {
                            headers.remove(HttpHeaders.TRANSFER_ENCODING);
                        }
                    });
                    routing.next();
                },
                PRIORITY);
    }
}
