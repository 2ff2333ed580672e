package dev.recto.api.webhook.delivery;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fetch.AddressPolicy;
import dev.recto.api.fetch.HostResolver;
import dev.recto.api.fetch.HttpUrl;
import dev.recto.api.fetch.PinnedRequests;
import dev.recto.api.webhook.WebhooksConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
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

    /**
     * @param attempt never fails
     * @param lookup takes a thread for as long as a name server likes, be the attempt over or not
     */
    record Sending(Future<Attempt> attempt, Future<?> lookup) {}

    Sending send(Delivery delivery) {
        Duration timeout = config.timeout();
        try {
            HttpUrl url = HttpUrl.parse(delivery.url());
            Message message = Message.of(delivery, Instant.now().getEpochSecond());
            Future<List<InetAddress>> lookup = resolver.resolve(url.host());
            PinnedRequests requests =
                    new PinnedRequests(client, host -> lookup, policy, timeout, config.connectTimeout());
            return new Sending(
                    new Post(requests, config.maxAnswer().asLongValue()).send(url, message, timeout), lookup);
        } catch (ApiException noUrl) {
            Attempt none = new Attempt(Outcome.ADDRESS_NOT_ALLOWED, null);
            return new Sending(Future.succeededFuture(none), Future.succeededFuture());
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
