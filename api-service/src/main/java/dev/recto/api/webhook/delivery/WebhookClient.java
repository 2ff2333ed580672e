package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fetch.AddressPolicy;
import dev.recto.api.fetch.HostResolver;
import dev.recto.api.fetch.HttpUrl;
import dev.recto.api.fetch.PinnedRequests;
import dev.recto.api.limits.Rest;
import dev.recto.api.webhook.WebhooksConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sends deliveries, each on a connection of its own. Nothing of an address is logged or told. */
@Singleton
class WebhookClient {
    private final HttpClient client;
    private final HostResolver resolver;
    private final AddressPolicy policy;
    private final WebhooksConfig config;

    WebhookClient(Vertx vertx, WebhooksConfig config) {
        this.config = config;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(config.concurrent())
                .setForceSni(true)
                .setVerifyHost(true));
        this.resolver = HostResolver.system(vertx);
        this.policy = AddressPolicy.allowing(config.allowedNetworks().orElse(List.of()));
    }

    /** Never fails. */
    Future<Attempt> send(Delivery delivery, Rest rest) {
        Duration timeout = config.timeout();
        try {
            HttpUrl url = HttpUrl.parse(delivery.url());
            Message message = Message.of(delivery, Instant.now().getEpochSecond());
            PinnedRequests requests =
                    new PinnedRequests(client, resolver.leaving(rest), policy, timeout, config.connectTimeout());
            return new Post(requests, config.maxAnswer().asLongValue()).send(url, message, timeout);
        } catch (ApiException noUrl) {
            return Future.succeededFuture(new Attempt(Outcome.ADDRESS_NOT_ALLOWED, null));
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
