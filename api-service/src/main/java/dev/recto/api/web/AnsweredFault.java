package dev.recto.api.web;

import dev.recto.api.fault.ErrorCode;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The error that a request was answered with, for whoever looks at its end. */
public final class AnsweredFault {
    private static final String KEY = "recto.fault";

    private AnsweredFault() {}

    static void note(RoutingContext routing, ErrorCode code) {
        routing.put(KEY, code);
    }

    public static Optional<ErrorCode> of(RoutingContext routing) {
        return Optional.ofNullable(routing.get(KEY));
    }
}
