package dev.recto.api.web.input;

import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
import dev.recto.api.web.CurrentCaller;
import dev.recto.api.web.HttpConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Has resources read {@link RequestBytes}, since a body may not say how long it is: few, and counted, where it is taken as a whole. */
final class BodyFilter {
    private static final Set<String> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT);

    private final CurrentVertxRequest current;
    private final CurrentCaller callers;
    private final Spools spools;
    private final long most;
    private final long mostOfSmall;

    BodyFilter(CurrentVertxRequest current, CurrentCaller callers, Spools spools, HttpConfig config) {
        this.current = current;
        this.callers = callers;
        this.spools = spools;
        this.most = config.maxBodySize().asLongValue();
        this.mostOfSmall = config.maxSmallBodySize().asLongValue();
    }

    @ServerRequestFilter
    void guard(ContainerRequestContext request, SimpleResourceInfo operation) {
        // Other threads may not wait for a client: there the framework has the whole body before the resource has any
        if (WITH_BODY.contains(request.getMethod()) && Thread.currentThread().isVirtual()) {
            boolean streamed = List.of(operation.parameterTypes()).contains(InputStream.class);
            RoutingContext routing = current.getCurrent();
            routing.addEndHandler(ended -> LateBody.drop(routing, most));
            request.setEntityStream(new RequestBytes(
                    request.getEntityStream(),
                    streamed ? most : mostOfSmall,
                    BodyPace.of(routing),
                    streamed ? read -> {} : held(routing)));
        }
    }

    /** Until the request is over. */
    private IntConsumer held(RoutingContext routing) {
        Spool spool = spools.open(callers.get().organisation());
        routing.addEndHandler(ended -> spool.close());
        if (routing.response().ended() || routing.response().closed()) {
            spool.close(); // For it is over already, and is not told so again
        }
        return spool::hold;
    }
}
