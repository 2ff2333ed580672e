package dev.recto.api.page;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.tenancy.TenancyConfig;
import dev.recto.api.web.ErrorWriter;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Changes a code that was given at the start for the bootstrap key: once, and not for long. */
@Singleton
final class FirstSignIn {
    private static final String PATH = "/sign-in";
    private static final String CODE = "X-Recto-Code";
    private static final int LEAST_LENGTH = 32;

    private final PageConfig config;
    private final Optional<String> key;
    private final ErrorWriter errors;
    private final SignInTries tries;
    private final AtomicReference<@Nullable String> code;
    private final long start = System.nanoTime();

    FirstSignIn(PageConfig config, TenancyConfig tenancy, ErrorWriter errors, SignInTries tries) {
        this.config = config;
        this.key = tenancy.bootstrapKey();
        this.errors = errors;
        this.tries = tries;
        code = new AtomicReference<>(config.signInCode()
                .filter(each -> each.length() >= LEAST_LENGTH)
                .orElse(null));
    }

    void install(@Observes Router router) {
        if (config.enabled() && key.isPresent() && code.get() != null) {
            router.post(PATH).handler(tries::enter).handler(this::change);
        }
    }

    private void change(RoutingContext routing) {
        String offered = routing.request().getHeader(CODE);
        String kept = code.get();
        boolean opens = offered != null
                && kept != null
                && same(offered, kept)
                && System.nanoTime() - start < config.signInFor().toNanos()
                && code.compareAndSet(kept, null);
        if (opens) {
            tries.giveBack(routing);
            routing.response().putHeader("Cache-Control", "no-store");
            routing.json(new JsonObject().put("key", key.orElseThrow()));
        } else {
            errors.write(
                    routing,
                    new ApiException(ErrorCode.INVALID_API_KEY, "This link was used before, or its time is over."));
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
