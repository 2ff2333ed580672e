package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the one error body to what fails outside of any JAX-RS resource. */
@Singleton
final class Routes {
    private static final int BAD_REQUEST = 400;
    private static final List<Integer> STATUSES = List.of(BAD_REQUEST, 404, 405, 406, 413, 414, 415, 431);

    private final ErrorWriter errors;

    Routes(ErrorWriter errors) {
        this.errors = errors;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::malformed);
        for (int status : STATUSES) {
            router.errorHandler(status, routing -> errors.write(routing, new ApiException(ErrorCode.ofStatus(status))));
        }
    }

    /**
     * What the server itself finds wrong with a request, such as the name of the host, or an address that is none: Quarkus would take it for
     * a fault of the service's, or say nothing.
     */
    private void malformed(RoutingContext routing) {
        Throwable failure = routing.failure();
        int status = routing.statusCode();
        if (failure == null ? STATUSES.contains(status) : status == BAD_REQUEST && failure instanceof VertxException) {
            errors.write(routing, new ApiException(ErrorCode.ofStatus(status)));
        } else {
            routing.next();
        }
    }
}
