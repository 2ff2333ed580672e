package dev.recto.api.web;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id that a request has in its answer and in the log. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";
    private static final String KEY = "recto.request";

    private RequestIds() {}

    static String assign(RoutingContext routing) {
        String id =
                "req_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        routing.put(KEY, id);
        routing.response().putHeader(HEADER, id);
        return id;
    }

    public static String of(RoutingContext routing) {
        String id = routing.get(KEY);
        return id == null ? assign(routing) : id;
    }
}
