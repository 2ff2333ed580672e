package dev.recto.api.web;

import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** The address of a request in the one spelling that resources are found by, however the client spelled it. */
public final class RequestPath {
    private static final Pattern MATRIX_PARAMETERS = Pattern.compile(";[^/]*");

    private RequestPath() {}

    public static String of(RoutingContext routing) {
        String path = routing.normalizedPath();
        return path.indexOf(';') < 0 ? path : MATRIX_PARAMETERS.matcher(path).replaceAll("");
    }
}
