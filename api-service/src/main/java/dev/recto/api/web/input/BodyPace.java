package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import dev.recto.api.web.HttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** Ends requests whose body does not come on, or so slowly that it is there to hold what it takes. */
@Singleton
final class BodyPace {
    /** Behind whatever refuses a body unread. */
    private static final int PRIORITY = 80;

    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);
    private static final String BODY = ComingBody.class.getName();
    private static final int LOOKS = 10;

    private final ErrorWriter errors;
    private final Duration silence;
    private final long bytesPerSecond;

    BodyPace(ErrorWriter errors, HttpConfig config) {
        this.errors = errors;
        this.silence = config.bodySilence();
        this.bytesPerSecond = config.slowestBody().asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::watch, PRIORITY);
    }

    private void watch(RoutingContext routing) {
        if (WITH_BODY.contains(routing.request().method())) {
            ComingBody body = new ComingBody(System::nanoTime);
            routing.put(BODY, body);
            long timer = routing.vertx()
                    .setPeriodic(Math.max(1, silence.toMillis() / LOOKS), each -> look(routing, body, each));
            routing.addEndHandler(ended -> routing.vertx().cancelTimer(timer));
        }
        routing.next();
    }

    private void look(RoutingContext routing, ComingBody body, long timer) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            routing.vertx().cancelTimer(timer);
        } else if (!response.headWritten()
                && body.isLate(silence, bytesPerSecond, routing.request().bytesRead())) {
            errors.write(routing, new ApiException(ErrorCode.REQUEST_TIMEOUT));
            body.giveUp();
        }
    }

    /** The body of a request with one, to be told when it is waited for. */
    static ComingBody of(RoutingContext routing) {
        return routing.get(BODY);
    }
}
