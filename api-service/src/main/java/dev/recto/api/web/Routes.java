package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives the one error body to what fails outside of any JAX-RS resource. */
@Singleton
final class Routes {
    private static final List<Integer> STATUSES = List.of(400, 404, 405, 406, 413, 414, 415, 431);

    private final ErrorWriter errors;

    Routes(ErrorWriter errors) {
        this.errors = errors;
    }

    void install(@Observes Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, routing -> errors.write(routing, new ApiException(ErrorCode.ofStatus(status))));
        }
    }
}
