package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Gives the one error body to what fails outside of any JAX-RS resource, and says what addresses take. */
@Singleton
final class Routes {
    private static final int BAD_REQUEST = 400;
    /** Before the resources, which come some hundreds behind what else there is. */
    private static final int BEFORE_RESOURCES = RouteConstants.ROUTE_ORDER_DEFAULT + 1;

    private static final List<Integer> STATUSES = List.of(BAD_REQUEST, 404, 405, 406, 413, 414, 415, 431);

    private final ErrorWriter errors;
    private final AllowedMethods methods;

    Routes(ErrorWriter errors, AllowedMethods methods) {
        this.errors = errors;
        this.methods = methods;
    }

    void install(@Observes Router router) {
        router.options().order(BEFORE_RESOURCES).handler(this::options);
        router.route().order(Integer.MIN_VALUE).failureHandler(this::malformed);
        for (int status : STATUSES) {
            router.errorHandler(status, routing -> errors.write(routing, new ApiException(ErrorCode.ofStatus(status))));
        }
    }

    /** Quarkus would name the methods of other addresses, too, and find every address that there isn't. */
    private void options(RoutingContext routing) {
        Set<String> allowed = methods.of(RequestPath.of(routing));
        if (allowed.isEmpty()) {
            errors.write(routing, new ApiException(ErrorCode.NOT_FOUND));
        } else {
            routing.response().putHeader("Allow", String.join(", ", allowed)).end();
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
