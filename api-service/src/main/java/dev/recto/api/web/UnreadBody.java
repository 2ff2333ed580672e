package dev.recto.api.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The body of a request that is answered without it. */
final class UnreadBody {
    /** Reading so much is cheaper than another connection. */
    private static final int SMALL = 65_536;

    /** A client that is cut off while it sends may never see the answer: so much is thrown away first, for so long. */
    private static final int LEAVE_BYTES = 1 << 20;

    private static final int LEAVE_MILLISECONDS = 2_000;

    private final HttpServerRequest request;
    private long taken;

    private UnreadBody(HttpServerRequest request) {
        this.request = request;
    }

    /** Takes what is small from the connection, which goes on then; ends the connection instead of taking more. */
    static void leave(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.isEnded()) {
            return;
        }
        if (isSmall(request.getHeader("Content-Length"), request.getHeader("Transfer-Encoding"))) {
            request.resume();
            return;
        }
        request.pause();
        cutOff(routing);
    }

    /** Takes nothing more of a body, small as it may be, than the client needs to see the answer. */
    static void cutOff(RoutingContext routing) {
        if (routing.request().version() == HttpVersion.HTTP_2) {
            routing.addEndHandler(ended -> routing.response().reset());
        } else {
            routing.response().putHeader("Connection", "close");
            routing.addEndHandler(ended -> new UnreadBody(routing.request()).takeLeave(routing.vertx()));
        }
    }

    private void takeLeave(Vertx vertx) {
        if (request.isEnded()) {
            close();
            return;
        }
        long timer = vertx.setTimer(LEAVE_MILLISECONDS, late -> close());
        request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
        request.handler(this::throwAway).endHandler(ended -> close()).resume();
    }

    private void throwAway(Buffer some) {
        taken += some.length();
        if (taken > LEAVE_BYTES) {
            close();
        }
    }

    private void close() {
        request.connection().close();
    }

    private static boolean isSmall(@Nullable String length, @Nullable String encoding) {
        return encoding == null && (length == null || length.length() <= 9 && Long.parseLong(length) <= SMALL);
    }
}
