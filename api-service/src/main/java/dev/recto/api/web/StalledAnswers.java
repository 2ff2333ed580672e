package dev.recto.api.web;

import io.netty.channel.Channel;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
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
                    routing.vertx().setPeriodic(everyMilliseconds, new Taken(routing)::look);
                    routing.next();
                },
                PRIORITY);
    }

    private final class Taken {
        private final RoutingContext routing;
        private final HttpServerResponse response;
        private final Channel channel;
        private long left;
        private long since = System.nanoTime();

        Taken(RoutingContext routing) {
            this.routing = routing;
            this.response = routing.response();
            this.channel = ((ConnectionBase) routing.request().connection()).channel();
        }

        /** Also when the answer has ended, or was given up: the connection first sends what is left of it, which nobody takes. */
        void look(long timer) {
            long now = System.nanoTime();
            boolean waits = isHttp2() ? response.writeQueueFull() : !channel.isWritable();
            long before = left;
            left = isHttp2() ? -response.bytesWritten() : channel.bytesBeforeWritable();
            if (!channel.isOpen() || !waits && (response.ended() || response.closed())) {
                routing.vertx().cancelTimer(timer);
            } else if (!waits || left != before) {
                since = now;
            } else if (now - since > stallNanos) {
                routing.vertx().cancelTimer(timer);
                hangUp();
            }
        }

        private boolean isHttp2() {
            return routing.request().version() == HttpVersion.HTTP_2;
        }

        /** Past the connection, which would send first. */
        private void hangUp() {
            if (isHttp2()) {
                response.reset();
            } else {
                channel.unsafe().close(channel.voidPromise());
            }
        }
    }
}
