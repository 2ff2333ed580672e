package dev.recto.api.upstream;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorClass;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ChunkInputStream;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Sends documents to one service; an answer is read while it comes in. Redirects are not followed: the document goes where the
 * operator said, or nowhere. Whatever goes wrong is an {@link ApiException} that quotes nothing of the service.
 */
final class UpstreamClient {
    private static final Logger LOG = Logger.getLogger(UpstreamClient.class);

    private final String provider;
    private final URI base;
    private final UpstreamsConfig.Upstream config;
    private final Vertx vertx;
    private final HttpClient http;

    UpstreamClient(String provider, URI base, UpstreamsConfig.Upstream config, Vertx vertx) {
        if (base.getHost() == null || !("https".equals(base.getScheme()) || "http".equals(base.getScheme()))) {
            throw new IllegalArgumentException(
                    "recto.upstreams." + provider + ".base-url must be an http or https URL");
        }
        this.provider = provider;
        this.base = base;
        this.config = config;
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setVerifyHost(true));
    }

    /** Makes something of an answer. */
    interface AnswerReader<T> {
        /** @throws IOException if the answer can't be understood */
        T read(InputStream answer) throws IOException;
    }

    /** Waits for the answer: for virtual threads. */
    <T> T post(String path, Map<String, String> headers, DocumentBody body, AnswerReader<T> reader) {
        AtomicBoolean late = new AtomicBoolean();
        HttpClientRequest request = connect(path);
        long timer = vertx.setTimer(config.timeout().toMillis(), id -> {
            late.set(true);
            request.reset();
        });
        try {
            headers.forEach(request::putHeader);
            // Before anything is sent, or a short answer may be over before it is held; what fails is told below
            request.response().subscribe().with(UpstreamClient::hold, failure -> {});
            HttpClientResponse response = request.putHeader("Content-Type", "application/json")
                    .putHeader("Accept", "application/json")
                    .putHeader("User-Agent", "Recto")
                    .putHeader("Content-Length", Long.toString(body.length()))
                    .send(body.bytes())
                    .await()
                    .indefinitely();
            return read(response, reader);
        } catch (ApiException fault) {
            throw late.get() ? new ApiException(ErrorCode.OCR_TIMEOUT) : fault;
        } catch (RuntimeException e) {
            throw late.get() ? new ApiException(ErrorCode.OCR_TIMEOUT) : unavailable(e);
        } finally {
            vertx.cancelTimer(timer);
            request.reset();
        }
    }

    /** Nothing of the answer may be lost before it is read; that it was broken off is told then. */
    private static void hold(HttpClientResponse response) {
        response.pause();
        response.exceptionHandler(broken -> LOG.tracef("An answer was broken off: %s", broken.getClass()));
    }

    private HttpClientRequest connect(String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(base.toString().replaceAll("/+$", "") + path)
                .setFollowRedirects(false)
                .setConnectTimeout(config.connectTimeout().toMillis());
        try {
            return http.request(options).await().atMost(config.timeout());
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private <T> T read(HttpClientResponse response, AnswerReader<T> reader) {
        int status = response.statusCode();
        if (status != 200) {
            ApiException fault = UpstreamFault.of(status, response.getHeader("Retry-After"), () -> body(response));
            LOG.logf(
                    fault.code().errorClass() == ErrorClass.UNAVAILABLE ? Level.WARN : Level.DEBUG,
                    "%s answered with status %d",
                    provider,
                    status);
            throw fault;
        }
        try (InputStream in = body(response)) {
            return reader.read(in);
        } catch (IOException e) {
            LOG.warnf(
                    "An answer of %s can't be understood: %s",
                    provider, e.getClass().getSimpleName());
            throw new ApiException(ErrorCode.OCR_FAILED);
        }
    }

    /** To be read to some extent: the response is taken from here on, from another thread. */
    private InputStream body(HttpClientResponse response) {
        return new LimitedInputStream(
                new ChunkInputStream(response.toMulti().map(Buffer::getDelegate)),
                config.maxAnswerSize().asLongValue());
    }

    private ApiException unavailable(RuntimeException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else {
            LOG.warnf("%s can't be reached: %s", provider, cause.getClass().getSimpleName());
        }
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE);
    }
}
