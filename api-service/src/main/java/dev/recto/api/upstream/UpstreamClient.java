package dev.recto.api.upstream;

import dev.recto.api.fault.ApiException;
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
            HttpClientResponse response = request.putHeader("Content-Type", "application/json")
                    .putHeader("Accept", "application/json")
                    .putHeader("User-Agent", "Recto")
                    .putHeader("Content-Length", Long.toString(body.length()))
                    .send(body.bytes())
                    .map(HttpClientResponse::pause)
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
        InputStream bytes = new ChunkInputStream(response.toMulti().map(Buffer::getDelegate));
        try (InputStream in =
                new LimitedInputStream(bytes, config.maxAnswerSize().asLongValue())) {
            if (response.statusCode() != 200) {
                throw UpstreamFault.of(provider, response.statusCode(), response.getHeader("Retry-After"), in);
            }
            return reader.read(in);
        } catch (IOException e) {
            LOG.warnf(
                    "An answer of %s can't be understood: %s",
                    provider, e.getClass().getSimpleName());
            throw new ApiException(ErrorCode.OCR_FAILED);
        }
    }

    private ApiException unavailable(RuntimeException failure) {
        if (failure.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        LOG.warnf("%s can't be reached: %s", provider, failure.getClass().getSimpleName());
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE);
    }
}
