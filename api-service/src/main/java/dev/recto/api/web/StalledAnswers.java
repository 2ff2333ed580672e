package dev.recto.api.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Hangs up on clients that take nothing of their answers, or hardly anything: whoever writes one would wait, with what it has in its hands. */
@Singleton
final class StalledAnswers {
    /** Before anything that may answer. */
    private static final int PRIORITY = 285;

    private static final int LOOKS = 10;

    private final Duration stall;
    private final long bytesPerSecond;
    private final long everyMilliseconds;

    StalledAnswers(HttpConfig config) {
        this.stall = config.answerStall();
        this.bytesPerSecond = config.slowestAnswer().asLongValue();
        this.everyMilliseconds = Math.max(1, stall.toMillis() / LOOKS);
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
        private final ConnectionBase connection;
        private final AnswerPace pace = new AnswerPace(stall, bytesPerSecond, System.nanoTime());

        Taken(RoutingContext routing) {
            this.routing = routing;
            this.response = routing.response();
            this.connection = (ConnectionBase) routing.request().connection();
        }

        /** Also when the answer has ended, or was given up: the connection first sends what is left of it, which nobody takes. */
        void look(long timer) {
            boolean waits = waits();
            long left =
                    isHttp2() ? -response.bytesWritten() : connection.channel().bytesBeforeWritable();
            boolean late = pace.isLate(System.nanoTime(), waits, left, response.bytesWritten());
            if (!connection.channel().isOpen() || !waits && (response.ended() || response.closed())) {
                routing.vertx().cancelTimer(timer);
            } else if (late) {
                routing.vertx().cancelTimer(timer);
                hangUp();
            }
        }

        /** Over HTTP/2, nobody waits for what is left of an answer that has ended. */
        private boolean waits() {
            if (!isHttp2()) {
                return !connection.channel().isWritable();
            }
            synchronized (connection) { // with which answers end; then they may not be asked
                return !response.ended() && !response.closed() && response.writeQueueFull();
            }
        }

        private boolean isHttp2() {
            return routing.request().version() == HttpVersion.HTTP_2;
        }

        /** By the context, since the handler that has it would first send what nobody takes, whoever closes the channel. */
        private void hangUp() {
            if (isHttp2()) {
                response.reset();
            } else {
                var _ = connection.channelHandlerContext().close();
            }
        }
    }
}
