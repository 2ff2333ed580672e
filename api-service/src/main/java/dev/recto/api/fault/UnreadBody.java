package dev.recto.api.fault;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The body of a request that is answered without it. */
final class UnreadBody {
    /** Reading so much is cheaper than another connection. */
    private static final int SMALL = 65_536;

    private UnreadBody() {}

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
        if (request.version() == HttpVersion.HTTP_2) {
            routing.response().endHandler(ended -> routing.response().reset());
        } else {
            routing.response()
                    .putHeader("Connection", "close")
                    .endHandler(ended -> request.connection().close());
        }
    }

    private static boolean isSmall(@Nullable String length, @Nullable String encoding) {
        return encoding == null && (length == null || length.length() <= 9 && Long.parseLong(length) <= SMALL);
    }
}
