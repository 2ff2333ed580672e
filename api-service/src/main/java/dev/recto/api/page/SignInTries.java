package dev.recto.api.page;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.ClientNetwork;
import dev.recto.api.tenancy.Tries;
import dev.recto.api.web.ErrorWriter;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Anybody may sign in, and nobody may guess for long. */
@Singleton
final class SignInTries {
    private final Tries tries;
    private final ErrorWriter errors;

    SignInTries(PageConfig config, ErrorWriter errors) {
        this.tries = new Tries(config.signInsPerMinute(), config.mostAddresses());
        this.errors = errors;
    }

    void enter(RoutingContext routing) {
        if (tries.enter(network(routing))) {
            routing.next();
        } else {
            errors.write(
                    routing,
                    new ApiException(ErrorCode.RATE_LIMITED, "Too many attempts to sign in from this address.")
                            .retryAfter(Tries.WINDOW));
        }
    }

    /** It was no guess. */
    void giveBack(RoutingContext routing) {
        tries.giveBack(network(routing));
    }

    private static ClientNetwork network(RoutingContext routing) {
        return ClientNetwork.of(routing.request().remoteAddress());
    }
}
