package dev.recto.api.fetch;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One download, redirects included, into a file.
 *
 * <p>INVARIANT: a connection is opened to an address that the policy has permitted, and to no other: names are looked up once per
 * hop, and the client gets the address, not the name (which it needs for {@code Host}, SNI and the certificate only).
 */
final class UrlDownload {
    private static final Logger LOG = Logger.getLogger(UrlDownload.class);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final HttpClient client;
    private final HostResolver resolver;
    private final AddressPolicy policy;
    private final FetchConfig config;
    private final AsyncFile file;
    private volatile @Nullable HttpClientRequest current;
    private volatile boolean aborted;

    UrlDownload(HttpClient client, HostResolver resolver, AddressPolicy policy, FetchConfig config, AsyncFile file) {
        this.client = client;
        this.resolver = resolver;
        this.policy = policy;
        this.config = config;
        this.file = file;
    }

    /**
     * A connection serves one hop and is closed when it has been silent for too long. One server may be asked for as many
     * documents as are fetched at a time: waiting for a connection would count as connecting, and fail.
     */
    static HttpClientOptions options(FetchConfig config) {
        return new HttpClientOptions()
                .setKeepAlive(false)
                .setMaxPoolSize(config.maxConcurrent())
                .setForceSni(true)
                .setVerifyHost(true)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(Math.toIntExact(config.idleTimeout().toMillis()));
    }

    /** Bytes that were written. Fails with an {@link ApiException}. */
    Future<Long> from(DocumentUrl url) {
        return hop(url, config.maxRedirects());
    }

    /** Closes the connection, and the one that is being opened as soon as there is one. */
    void abort() {
        aborted = true;
        close();
    }

    private void close() {
        HttpClientRequest request = current;
        if (request != null) {
            request.reset();
        }
    }

    private Future<Long> hop(DocumentUrl url, int redirects) {
        return resolver.resolve(url.host())
                .timeout(config.resolveTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .recover(unknown -> Future.failedFuture(unreachable()))
                .map(this::permitted)
                .compose(addresses -> connect(url, addresses.iterator()))
                .compose(request -> {
                    // Before anything is sent, or a short answer may be over before anybody listens to it
                    Future<Long> answer = request.response().compose(response -> answered(url, response, redirects));
                    return request.end().compose(sent -> answer);
                });
    }

    private Future<Long> answered(DocumentUrl url, HttpClientResponse response, int redirects) {
        response.exceptionHandler(broken -> LOG.tracef("An answer was broken off: %s", broken.getClass()));
        if (REDIRECTS.contains(response.statusCode())) {
            close();
            return redirect(url, response, redirects);
        }
        return receive(response);
    }

    private List<InetAddress> permitted(List<InetAddress> addresses) {
        List<InetAddress> permitted = addresses.stream().filter(policy::permits).toList();
        if (permitted.isEmpty()) {
            throw new ApiException(ErrorCode.URL_NOT_ALLOWED);
        }
        return permitted;
    }

    /** Tries one address after the other. */
    private Future<HttpClientRequest> connect(DocumentUrl url, Iterator<InetAddress> addresses) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(addresses.next(), url.port())))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.secure())
                .setURI(url.pathAndQuery())
                .setFollowRedirects(false)
                .setConnectTimeout(config.connectTimeout().toMillis())
                .putHeader(HttpHeaders.ACCEPT, "application/pdf, image/*, */*;q=0.1")
                .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
                .putHeader(HttpHeaders.USER_AGENT, "Recto");
        return client.request(options)
                .compose(this::begin)
                .recover(failure ->
                        addresses.hasNext() && !aborted ? connect(url, addresses) : Future.failedFuture(unreachable()));
    }

    private Future<HttpClientRequest> begin(HttpClientRequest request) {
        current = request;
        if (aborted) {
            close();
            return Future.failedFuture(unreachable());
        }
        return Future.succeededFuture(request);
    }

    private Future<Long> redirect(DocumentUrl from, HttpClientResponse response, int redirects) {
        String location = response.getHeader(HttpHeaders.LOCATION);
        if (redirects == 0 || location == null) {
            return Future.failedFuture(unreachable());
        }
        return hop(from.resolve(location), redirects - 1);
    }

    private Future<Long> receive(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            close();
            return Future.failedFuture(unreachable());
        }
        return new BodyToFile(response, file, config.maxSize().asLongValue()).write();
    }

    private static ApiException unreachable() {
        return new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
    }
}
