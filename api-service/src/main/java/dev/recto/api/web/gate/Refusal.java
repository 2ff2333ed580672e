package dev.recto.api.web.gate;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;

/** Answers who comes with a credential that opens nothing, or one that can't be checked. */
@Singleton
final class Refusal {
    /** Between the look at the credential and the decision who comes in. */
    private static final int PRIORITY = 150;

    private final ErrorWriter errors;

    Refusal(ErrorWriter errors) {
        this.errors = errors;
    }

    void install(@Observes Filters filters) {
        BiConsumer<RoutingContext, Throwable> refuse = this::refuse;
        filters.register(
                routing -> {
                    routing.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, refuse);
                    routing.next();
                },
                PRIORITY);
    }

    private void refuse(RoutingContext routing, Throwable failure) {
        errors.write(
                routing,
                failure.getCause() instanceof ApiException known ? known : new ApiException(ErrorCode.INVALID_API_KEY));
    }
}
