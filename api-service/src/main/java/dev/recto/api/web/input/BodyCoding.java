package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses a body that is compressed: documents hardly get smaller by it, and a small one could unpack to any size. */
@Singleton
final class BodyCoding {
    /** Behind the check of the caller. */
    private static final int PRIORITY = 94;

    private static final String AS_IT_IS = "identity";

    private final ErrorWriter errors;

    BodyCoding(ErrorWriter errors) {
        this.errors = errors;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext routing) {
        String coding = routing.request().getHeader("Content-Encoding");
        if (coding == null || coding.isBlank() || coding.strip().equalsIgnoreCase(AS_IT_IS) || !hasBody(routing)) {
            routing.next();
            return;
        }
        routing.response().putHeader("Accept-Encoding", AS_IT_IS);
        errors.write(
                routing,
                new ApiException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Bodies are taken as they are, without compression: leave out Content-Encoding."));
    }

    /** Some clients name a coding with every request. */
    private static boolean hasBody(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        return routing.request().headers().contains("Transfer-Encoding") || length != null && !length.equals("0");
    }
}
