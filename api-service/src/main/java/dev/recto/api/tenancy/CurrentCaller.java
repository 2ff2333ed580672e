package dev.recto.api.tenancy;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The caller of the request at hand. */
@RequestScoped
public class CurrentCaller {
    private static final String KEY = "recto.caller";

    private final CurrentVertxRequest request;

    CurrentCaller(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Empty at addresses that need no key. */
    public static Optional<Caller> of(RoutingContext routing) {
        return Optional.ofNullable(routing.get(KEY));
    }

    static void set(RoutingContext routing, Caller caller) {
        routing.put(KEY, caller);
    }

    public Caller get() {
        Caller caller = request.getCurrent().get(KEY);
        if (caller == null) {
            throw new IllegalStateException("an address that needs a caller is not behind the gate");
        }
        return caller;
    }
}
