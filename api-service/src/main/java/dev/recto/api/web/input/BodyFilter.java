package dev.recto.api.web.input;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Has resources that read a body as it comes read its {@link RequestBytes}; a body may not say how long it is. */
final class BodyFilter {
    private final long limit;

    BodyFilter(BodyConfig config) {
        this.limit = config.maxBodySize().asLongValue();
    }

    @ServerRequestFilter
    void guard(ContainerRequestContext request) {
        // Other threads may not wait for a client: there the framework has the whole body before the resource has any
        if (request.getMethod().equals(HttpMethod.POST)
                && Thread.currentThread().isVirtual()) {
            request.setEntityStream(new RequestBytes(request.getEntityStream(), limit));
        }
    }
}
