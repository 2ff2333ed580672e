package dev.recto.api.web;

import dev.recto.api.tracing.CurrentActivity;
import dev.recto.api.tracing.TracingConfig;
import dev.recto.tracing.Activity;
import dev.recto.tracing.Attribute;
import dev.recto.tracing.TraceParent;
import dev.recto.tracing.Tracing;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of each request: its method, the template of its route, its status. Path and query are left out, with the ids, names
 * and signatures in them; so is whatever else the client says.
 */
@Singleton
final class RequestSpans {
    /** Behind the one that gives the request its id, before anything that may refuse it. */
    private static final int PRIORITY = 290;

    /** Where the framework keeps the template of the route that it found. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER_METHOD = "_OTHER";
    private static final int SERVER_FAULT = 500;

    private final Tracing tracing;
    private final boolean trusting;

    RequestSpans(Tracing tracing, TracingConfig config) {
        this.tracing = tracing;
        this.trusting = config.trustCallers();
    }

    private enum End {
        BROKEN_OFF
    }

    void install(@Observes Filters filters) {
        if (tracing.on()) {
            filters.register(this::begin, PRIORITY);
        }
    }

    private void begin(RoutingContext routing) {
        String said = routing.request().method().name();
        String method = METHODS.contains(said) ? said : OTHER_METHOD;
        TraceParent caller = TraceParent.parse(routing.request().getHeader("traceparent"));
        Activity activity = tracing.requested(method, caller, trusting)
                .named(Attribute.METHOD, method)
                .named(Attribute.REQUEST, RequestIds.of(routing));
        CurrentActivity.begin(routing, activity);
        routing.addEndHandler(ended -> end(routing, method, activity, ended.succeeded()));
        routing.next();
    }

    private static void end(RoutingContext routing, String method, Activity activity, boolean answered) {
        String template = template(routing);
        if (template != null) {
            activity.rename(method + " " + template);
            activity.named(Attribute.ROUTE, template);
        }
        int status = routing.response().getStatusCode();
        if (answered) {
            activity.with(Attribute.STATUS, status);
            AnsweredFault.of(routing).ifPresent(code -> {
                if (status >= SERVER_FAULT) {
                    activity.failed(code);
                } else {
                    activity.with(Attribute.ERROR, code);
                }
            });
        } else {
            activity.failed(End.BROKEN_OFF);
        }
        activity.close();
    }

    private static @Nullable String template(RoutingContext routing) {
        return ((HttpServerRequestInternal) routing.request()).context().getLocal(TEMPLATE);
    }
}
