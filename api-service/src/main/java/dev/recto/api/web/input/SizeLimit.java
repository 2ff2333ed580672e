package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import dev.recto.api.web.HttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a body that says it is too large, before any of it is read. */
@Singleton
final class SizeLimit {
    /** Behind the check of the caller. */
    private static final int PRIORITY = 95;

    /** Digits of the numbers that fit into a long. */
    private static final int DIGITS = 18;

    private final ErrorWriter errors;
    private final long most;

    SizeLimit(ErrorWriter errors, HttpConfig config) {
        this.errors = errors;
        this.most = config.maxBodySize().asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        if (length != null && (length.length() > DIGITS || Long.parseLong(length) > most)) {
            errors.write(routing, new ApiException(ErrorCode.REQUEST_TOO_LARGE));
            return;
        }
        routing.next();
    }
}
