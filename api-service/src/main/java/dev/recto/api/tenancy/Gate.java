package dev.recto.api.tenancy;

import dev.recto.api.background.Outage;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.ErrorWriter;
import dev.recto.api.fault.Faults;
import dev.recto.api.fault.RequestIds;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What every request passes before anything else looks at it: it gets an id, its key is checked, then its size. */
@Singleton
final class Gate {
    private static final int PRIORITY = 200;
    private static final String SCHEME = "bearer ";
    /** Addresses that need no key: the signature is the permission. */
    private static final Pattern SIGNED = Pattern.compile("/v1/files/[^/]+/download");

    private final ApiKeys keys;
    private final ErrorWriter errors;
    private final GateConfig config;
    private final Outage checking = new Outage("checking keys");

    Gate(ApiKeys keys, ErrorWriter errors, GateConfig config) {
        this.keys = keys;
        this.errors = errors;
        this.config = config;
    }

    void install(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext routing) {
        MDC.put("request", RequestIds.of(routing));
        if (isOpen(routing.request())) {
            checkSize(routing);
            return;
        }
        HttpServerRequest request = routing.request();
        request.pause();
        authenticate(request.getHeader("Authorization"))
                .subscribe()
                .with(
                        caller -> {
                            CurrentCaller.set(routing, caller);
                            request.resume();
                            checkSize(routing);
                        },
                        refused -> refuse(routing, refused));
    }

    private Uni<Caller> authenticate(@Nullable String header) {
        Optional<String> key = bearer(header);
        if (key.isEmpty()) {
            return Uni.createFrom().failure(new ApiException(ErrorCode.MISSING_API_KEY));
        }
        return keys.find(key.get())
                .invoke(checking::over)
                .map(caller -> caller.orElseThrow(() -> new ApiException(ErrorCode.INVALID_API_KEY)));
    }

    private void checkSize(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        if (length != null
                && length.length() < 19
                && Long.parseLong(length) > config.maxBodySize().asLongValue()) {
            routing.response().putHeader("Connection", "close");
            errors.write(routing, new ApiException(ErrorCode.REQUEST_TOO_LARGE));
            return;
        }
        routing.next();
    }

    private void refuse(RoutingContext routing, Throwable refused) {
        if (refused instanceof ApiException fault) {
            errors.write(routing, fault);
            return;
        }
        checking.failed(refused);
        errors.write(routing, Faults.of(refused));
    }

    static Optional<String> bearer(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return Optional.of(header.substring(SCHEME.length()).strip()).filter(key -> !key.isEmpty());
    }

    static boolean needsKey(String path) {
        return (path.startsWith("/v1/") || path.startsWith("/v2/") || path.equals("/v1") || path.equals("/v2"))
                && !SIGNED.matcher(path).matches();
    }

    private static boolean isOpen(HttpServerRequest request) {
        return !needsKey(request.path()) || request.method().equals(HttpMethod.OPTIONS);
    }
}
