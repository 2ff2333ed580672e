package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import dev.recto.api.web.HttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;

/** Refuses a request whose address or headers are too large. What is larger still the server refuses itself, and says nothing. */
@Singleton
final class HeadLimit {
    /** Behind those that look at every request, before the check of the caller. */
    private static final int PRIORITY = 280;

    /** Colon, space and the end of the line. */
    private static final int BETWEEN = 4;

    private final ErrorWriter errors;
    private final long longestAddress;
    private final long most;

    HeadLimit(ErrorWriter errors, HttpConfig config) {
        this.errors = errors;
        this.longestAddress = config.maxAddressLength().asLongValue();
        this.most = config.maxHeadersSize().asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext routing) {
        if (routing.request().uri().length() > longestAddress) {
            errors.write(routing, new ApiException(ErrorCode.ADDRESS_TOO_LONG));
        } else if (size(routing.request().headers()) > most) {
            errors.write(routing, new ApiException(ErrorCode.HEADERS_TOO_LARGE));
        } else {
            routing.next();
        }
    }

    private static long size(MultiMap headers) {
        long size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + BETWEEN;
        }
        return size;
    }
}
