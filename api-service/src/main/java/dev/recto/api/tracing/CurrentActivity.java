package dev.recto.api.tracing;

import dev.recto.tracing.Activity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** The request at hand, as a span. */
@RequestScoped
public class CurrentActivity {
    private static final String KEY = "recto.activity";

    private final CurrentVertxRequest request;

    CurrentActivity(CurrentVertxRequest request) {
        this.request = request;
    }

    public static void begin(RoutingContext routing, Activity activity) {
        routing.put(KEY, activity);
    }

    public Activity get() {
        Activity activity = request.getCurrent().get(KEY);
        return activity == null ? Activity.NONE : activity;
    }
}
