package dev.recto.api.web.input;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** What still comes of a body whose request was answered: nobody reads it, and the framework would keep all of it in memory. */
final class LateBody {
    private final RoutingContext routing;
    private final long most;
    private long dropped;

    private LateBody(RoutingContext routing, long most) {
        this.routing = routing;
        this.most = most;
    }

    /** @param most bytes that are waited for; whoever sends more is hung up on */
    static void drop(RoutingContext routing, long most) {
        HttpServerRequest request = routing.request();
        synchronized (request.connection()) { // with which bodies end; then there is nothing to be had of them
            if (!request.isEnded()) {
                LateBody body = new LateBody(routing, most);
                request.handler(some -> body.drop(some.length())).resume();
            }
        }
    }

    private void drop(int bytes) {
        dropped += bytes;
        if (dropped <= most) {
            return;
        }
        if (routing.request().version() == HttpVersion.HTTP_2) {
            routing.response().reset();
        } else {
            routing.request().connection().close();
        }
    }
}
