package dev.recto.api.web;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.limits.Allowances;
import dev.recto.api.limits.KeyLimits;
import dev.recto.api.tenancy.Caller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Holds each key to its limits, and tells in every answer how far it is from them. */
@Singleton
final class RateLimits {
    /** Behind the door, which finds out whose key it is. */
    private static final int PRIORITY = 90;

    private static final Pattern READS = Pattern.compile("/v[12]/ocr|/v1/files/[^/]+/ocr|/v1/batch/jobs");

    private final Allowances allowances;
    private final ErrorWriter errors;

    RateLimits(Allowances allowances, ErrorWriter errors) {
        this.allowances = allowances;
        this.errors = errors;
    }

    void install(@Observes Filters filters) {
        filters.register(this::limit, PRIORITY);
    }

    private void limit(RoutingContext routing) {
        Optional<Caller> caller = CurrentCaller.of(routing);
        if (caller.isEmpty()) {
            routing.next();
            return;
        }
        KeyLimits limits = allowances.of(caller.get().keyId());
        long now = System.nanoTime();
        Optional<Duration> wait = limits.enter(reads(routing), now);
        if (wait.isPresent()) {
            // A moment later there may be room for one more, which is not why this one was refused
            tell(routing, () -> limits.headers(now));
            errors.write(routing, new ApiException(ErrorCode.RATE_LIMITED).retryAfter(wait.get()));
            return;
        }
        tell(routing, () -> limits.headers(System.nanoTime()));
        routing.addEndHandler(ended -> limits.leave());
        routing.next();
    }

    private static void tell(RoutingContext routing, Supplier<Map<String, String>> headers) {
        routing.addHeadersEndHandler(ending -> headers.get().forEach(routing.response()::putHeader));
    }

    private static boolean reads(RoutingContext routing) {
        return routing.request().method() == HttpMethod.POST
                && READS.matcher(RequestPath.of(routing)).matches();
    }
}
