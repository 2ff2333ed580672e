package dev.recto.api.web;

import dev.recto.api.tenancy.Caller;
import dev.recto.api.tenancy.OpenKeys;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;

/** The caller of the request at hand, as the security layer knows it. */
@RequestScoped
public class CurrentCaller {
    private final CurrentVertxRequest request;

    CurrentCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Empty at addresses that need no key. */
    public static Optional<Caller> of(RoutingContext routing) {
        return routing.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** When the token that the request came with opens nothing any more; never for a key, which may end at any time. */
    public Instant until() {
        Instant until = request.getCurrent().user() instanceof QuarkusHttpUser user
                ? user.getSecurityIdentity().getAttribute(OpenKeys.UNTIL)
                : null;
        return until == null ? Instant.MAX : until;
    }

    public Caller get() {
        return of(request.getCurrent())
                .orElseThrow(() -> new IllegalStateException("an address that needs a caller is open to strangers"));
    }
}
