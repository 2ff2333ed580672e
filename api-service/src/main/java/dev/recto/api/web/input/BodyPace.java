package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
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
    private static final int LOOKS = 10;

    private final ErrorWriter errors;
    private final Duration silence;
    private final long bytesPerSecond;

    BodyPace(ErrorWriter errors, RequestConfig config) {
        this.errors = errors;
        this.silence = config.bodySilence();
        this.bytesPerSecond = config.slowestBody().asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::watch, PRIORITY);
    }

    private void watch(RoutingContext routing) {
        if (WITH_BODY.contains(routing.request().method()) && !routing.request().isEnded()) {
            Coming body = new Coming(routing);
            long timer = routing.vertx().setPeriodic(Math.max(1, silence.toMillis() / LOOKS), body::look);
            routing.addEndHandler(ended -> routing.vertx().cancelTimer(timer));
        }
        routing.next();
    }

    private final class Coming {
        private final RoutingContext routing;
        private final long begun = System.nanoTime();
        private long seen;
        private long seenAt = begun;

        Coming(RoutingContext routing) {
            this.routing = routing;
        }

        void look(long timer) {
            if (routing.request().isEnded() || routing.response().headWritten()) {
                routing.vertx().cancelTimer(timer);
                return;
            }
            long now = System.nanoTime();
            long bytes = routing.request().bytesRead();
            if (bytes > seen) {
                seen = bytes;
                seenAt = now;
            }
            if (now - seenAt > silence.toNanos() || bytes < due(Duration.ofNanos(now - begun))) {
                routing.vertx().cancelTimer(timer);
                errors.write(routing, new ApiException(ErrorCode.REQUEST_TIMEOUT));
            }
        }

        private long due(Duration since) {
            return bytesPerSecond * Math.max(0, since.minus(silence).toMillis()) / 1000;
        }
    }
}
