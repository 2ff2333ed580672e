package dev.recto.api.page;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.web.ErrorWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets people sign in to the page with their organisation's identity provider (OpenID Connect's code flow with RFC 7636): the browser brings a code
 * from there, and the service changes it for a token, which only that tab gets. Nothing of it is kept here.
 */
@Singleton
final class ProviderSignIn {
    private static final String PATH = "/sign-in";
    private static final String CODE = "X-Recto-Code";
    private static final String VERIFIER = "X-Recto-Verifier";
    private static final String RETURN = "X-Recto-Return";

    /** Anybody may ask here; of more at a time nobody is a person. */
    private static final int MOST_WAITING = 64;

    private final PageConfig page;
    private final ProviderConfig config;
    private final ErrorWriter errors;
    private final SignInTries tries;
    private final HttpClient http;

    ProviderSignIn(PageConfig page, ProviderConfig config, ErrorWriter errors, SignInTries tries, Vertx vertx) {
        this.page = page;
        this.config = config;
        this.errors = errors;
        this.tries = tries;
        http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeout().toMillis()))
                .setMaxWaitQueueSize(MOST_WAITING)
                .setForceSni(true));
    }

    void install(@Observes Router router) {
        if (!page.enabled()) {
            return;
        }
        JsonObject ways = new JsonObject();
        config.authorizationUrl().ifPresent(authorization -> {
            URI tokens = needed(config.tokenUrl(), "token-url");
            ways.put(
                    "provider",
                    new JsonObject()
                            .put("authorization_url", authorization.toString())
                            .put("client_id", needed(config.clientId(), "client-id"))
                            .put("scope", config.scope()));
            router.post(PATH + "/token").handler(tries::enter).handler(routing -> change(routing, tokens));
        });
        router.get(PATH).handler(routing -> {
            routing.response().putHeader("Cache-Control", "no-store");
            routing.json(ways);
        });
    }

    @PreDestroy
    void close() {
        http.close();
    }

    private static <T> T needed(Optional<T> value, String name) {
        return value.orElseThrow(() -> new IllegalArgumentException("recto.page.provider." + name + " is missing"));
    }

    private void change(RoutingContext routing, URI tokens) {
        Map<String, @Nullable String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", routing.request().getHeader(CODE));
        form.put("code_verifier", routing.request().getHeader(VERIFIER));
        form.put("redirect_uri", routing.request().getHeader(RETURN));
        form.put("client_id", config.clientId().orElseThrow());
        if (form.containsValue(null)) {
            errors.write(routing, new ApiException(ErrorCode.BAD_REQUEST));
            return;
        }
        config.clientSecret().ifPresent(secret -> form.put("client_secret", secret));
        ask(tokens, form)
                .onSuccess(token -> {
                    tries.giveBack(routing);
                    routing.response().putHeader("Cache-Control", "no-store");
                    routing.json(new JsonObject().put("key", token));
                })
                .onFailure(failure -> refuse(routing, failure));
    }

    private void refuse(RoutingContext routing, Throwable failure) {
        ApiException fault = failure instanceof ApiException told
                ? told
                : new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "The identity provider does not answer.");
        if (fault.code() == ErrorCode.SERVICE_UNAVAILABLE) {
            tries.giveBack(routing);
        }
        errors.write(routing, fault);
    }

    private Future<String> ask(URI tokens, Map<String, @Nullable String> form) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(tokens.toString())
                .setTimeout(config.timeout().toMillis())
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader("Accept", "application/json");
        return http.request(options)
                .compose(request -> request.send(encoded(form)))
                .compose(answer -> answer.body().map(body -> token(answer.statusCode(), body)));
    }

    private String token(int status, Buffer body) {
        if (status >= 500) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "The identity provider is in trouble.");
        }
        String token = status == 200 ? field(body) : null;
        if (token == null) {
            throw new ApiException(ErrorCode.INVALID_TOKEN, "The identity provider gives no token for this.");
        }
        return token;
    }

    private @Nullable String field(Buffer body) {
        try {
            return body.toJsonObject().getString(config.token().field());
        } catch (DecodeException | ClassCastException noToken) {
            return null;
        }
    }

    private static String encoded(Map<String, @Nullable String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
