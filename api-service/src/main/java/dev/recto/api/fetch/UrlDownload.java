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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One download, redirects included, into a file. */
final class UrlDownload {
    private static final Logger LOG = Logger.getLogger(UrlDownload.class);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final PinnedRequests requests;
    private final FetchConfig config;
    private final AsyncFile file;
    private final LongConsumer counted;
    private volatile @Nullable HttpClientRequest current;
    private volatile boolean aborted;

    /** @param counted is told of bytes before they are written, and may refuse them */
    UrlDownload(
            HttpClient client,
            HostResolver resolver,
            AddressPolicy policy,
            FetchConfig config,
            AsyncFile file,
            LongConsumer counted) {
        this.requests = new PinnedRequests(client, resolver, policy, config.resolveTimeout(), config.connectTimeout());
        this.config = config;
        this.file = file;
        this.counted = counted;
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
    Future<Long> from(HttpUrl url) {
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

    private Future<Long> hop(HttpUrl url, int redirects) {
        RequestOptions get = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .putHeader(HttpHeaders.ACCEPT, "application/pdf, image/*, */*;q=0.1")
                .putHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        return requests.open(url, get, () -> !aborted).compose(this::begin).compose(request -> {
            // Before anything is sent, or a short answer may be over before anybody listens to it
            Future<Long> answer = request.response().compose(response -> answered(url, response, redirects));
            return request.end().compose(sent -> answer);
        });
    }

    private Future<Long> answered(HttpUrl url, HttpClientResponse response, int redirects) {
        response.exceptionHandler(broken -> LOG.tracef("An answer was broken off: %s", broken.getClass()));
        if (REDIRECTS.contains(response.statusCode())) {
            close();
            return redirect(url, response, redirects);
        }
        return receive(response);
    }

    private Future<HttpClientRequest> begin(HttpClientRequest request) {
        current = request;
        if (aborted) {
            close();
            return Future.failedFuture(unreachable());
        }
        return Future.succeededFuture(request);
    }

    private Future<Long> redirect(HttpUrl from, HttpClientResponse response, int redirects) {
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
        return new BodyToFile(response, file, config.maxSize().asLongValue(), counted).write();
    }

    private static ApiException unreachable() {
        return new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
    }
}
