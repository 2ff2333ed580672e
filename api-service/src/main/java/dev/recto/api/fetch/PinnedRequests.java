package dev.recto.api.fetch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Opens requests to addresses that clients give. Redirects are not followed.
 *
 * <p>INVARIANT: a connection is opened to an address that the policy has permitted, and to no other: names are looked up once per
 * request, and the client gets the address, not the name (which it needs for {@code Host}, SNI and the certificate only).
 */
public final class PinnedRequests {
    private final HttpClient client;
    private final HostResolver resolver;
    private final AddressPolicy policy;
    private final Duration resolveTimeout;
    private final Duration connectTimeout;

    public PinnedRequests(
            HttpClient client,
            HostResolver resolver,
            AddressPolicy policy,
            Duration resolveTimeout,
            Duration connectTimeout) {
        this.client = client;
        this.resolver = resolver;
        this.policy = policy;
        this.resolveTimeout = resolveTimeout;
        this.connectTimeout = connectTimeout;
    }

    /**
     * A request whose connection is open and on which nothing was sent yet. Fails with {@link ErrorCode#URL_NOT_ALLOWED} where no
     * address of the host is permitted, else with {@link ErrorCode#DOCUMENT_UNREACHABLE}.
     *
     * @param like method and headers of the request
     * @param wanted whether another address is to be tried after one that failed
     */
    public Future<HttpClientRequest> open(HttpUrl url, RequestOptions like, BooleanSupplier wanted) {
        RequestOptions options = new RequestOptions(like)
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.secure())
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(connectTimeout.toMillis())
                .putHeader(HttpHeaders.USER_AGENT, "Recto");
        return resolver.resolve(url.host())
                .timeout(resolveTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(unknown -> Future.failedFuture(unreachable()))
                .map(this::permitted)
                .compose(addresses -> connect(options, url.port(), addresses.iterator(), wanted));
    }

    private List<InetAddress> permitted(List<InetAddress> addresses) {
        List<InetAddress> permitted = addresses.stream().filter(policy::permits).toList();
        if (permitted.isEmpty()) {
            throw new ApiException(ErrorCode.URL_NOT_ALLOWED);
        }
        return permitted;
    }

    /** Tries one address after the other. */
    private Future<HttpClientRequest> connect(
            RequestOptions options, int port, Iterator<InetAddress> addresses, BooleanSupplier wanted) {
        RequestOptions pinned = new RequestOptions(options)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(addresses.next(), port)));
        return client.request(pinned)
                .recover(failure -> addresses.hasNext() && wanted.getAsBoolean()
                        ? connect(options, port, addresses, wanted)
                        : Future.failedFuture(unreachable()));
    }

    private static ApiException unreachable() {
        return new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
    }
}
