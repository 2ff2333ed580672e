package dev.recto.api.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Hangs up on clients that take nothing of their answers: whoever writes one would wait for ever, with what it has in its hands. */
@Singleton
final class StalledAnswers {
    /** Before anything that may answer. */
    private static final int PRIORITY = 285;

    private static final int LOOKS = 10;

    private final long stallNanos;
    private final long everyMilliseconds;

    StalledAnswers(HttpConfig config) {
        this.stallNanos = config.answerStall().toNanos();
        this.everyMilliseconds = Math.max(1, config.answerStall().toMillis() / LOOKS);
    }

    void install(@Observes Filters filters) {
        filters.register(
                routing -> {
                    Taken answer = new Taken(routing);
                    long timer = routing.vertx().setPeriodic(everyMilliseconds, answer::look);
                    routing.addEndHandler(ended -> routing.vertx().cancelTimer(timer));
                    routing.next();
                },
                PRIORITY);
    }

    private final class Taken {
        private final RoutingContext routing;
        private long bytes;
        private long since = System.nanoTime();

        Taken(RoutingContext routing) {
            this.routing = routing;
        }

        void look(long timer) {
            HttpServerResponse response = routing.response();
            long now = System.nanoTime();
            if (response.ended() || response.closed()) {
                routing.vertx().cancelTimer(timer);
            } else if (!response.headWritten() || !response.writeQueueFull() || response.bytesWritten() != bytes) {
                bytes = response.bytesWritten();
                since = now;
            } else if (now - since > stallNanos) {
                routing.vertx().cancelTimer(timer);
                hangUp(response);
            }
        }

        private void hangUp(HttpServerResponse response) {
            if (routing.request().version() == HttpVersion.HTTP_2) {
                response.reset();
            } else {
                routing.request().connection().close();
            }
        }
    }
}
