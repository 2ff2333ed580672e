package dev.recto.api.forward.upstream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Causes;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorClass;
import dev.recto.api.fault.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Sends documents to one service; an answer is read while it comes in. Redirects are not followed: the document goes where the
 * operator said, or nowhere. Whatever goes wrong over there is an {@link ApiException} that quotes nothing of the service.
 */
public final class UpstreamClient {
    private static final Logger LOG = Logger.getLogger(UpstreamClient.class);

    private final String provider;
    private final URI base;
    private final UpstreamsConfig.Upstream config;
    private final Vertx vertx;
    private final ObjectMapper json;
    private final HttpClient http;

    public UpstreamClient(String provider, URI base, UpstreamsConfig.Upstream config, Vertx vertx, ObjectMapper json) {
        if (base.getHost() == null || !("https".equals(base.getScheme()) || "http".equals(base.getScheme()))) {
            throw new IllegalArgumentException(
                    "recto.upstreams." + provider + ".base-url must be an http or https URL");
        }
        this.provider = provider;
        this.base = base;
        this.config = config;
        this.vertx = vertx;
        this.json = json;
        // A connection for each document: waiting for one would count as connecting, and fail
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setVerifyHost(true).setMaxPoolSize(config.concurrency()));
    }

    /** Makes something of an answer. */
    public interface AnswerReader<T> {
        /** @throws IOException if the answer can't be understood; other failures, but for our own, mean the same */
        T read(InputStream answer) throws IOException;
    }

    /** Waits for the answer: for virtual threads. */
    public <T> T post(String path, Map<String, String> headers, DocumentBody body, AnswerReader<T> reader) {
        AtomicBoolean late = new AtomicBoolean();
        AtomicReference<@Nullable Subscription> sending = new AtomicReference<>();
        AtomicReference<@Nullable StoreFailedException> lost = new AtomicReference<>();
        HttpClientRequest request = connect(path);
        long timer = vertx.setTimer(config.timeout().toMillis(), id -> {
            late.set(true);
            request.reset();
        });
        try {
            headers.forEach(request::putHeader);
            // Listened to before anything is sent, or a short answer may be over; what fails is told below
            Uni<AnswerStream> answer = request.response()
                    .map(response -> new AnswerStream(response.getDelegate()))
                    .memoize()
                    .indefinitely();
            answer.subscribe().with(held -> {}, failure -> {});
            await(request.putHeader("Content-Type", "application/json")
                    .putHeader("Accept", "application/json")
                    .putHeader("User-Agent", "Recto")
                    .putHeader("Content-Length", Long.toString(body.length()))
                    .send(body.bytes()
                            .onSubscription()
                            .invoke(sending::set)
                            .onFailure(StoreFailedException.class)
                            .invoke(failure -> {
                                // Nobody else ends a request whose body does not come to its end
                                lost.set((StoreFailedException) failure);
                                request.reset();
                            })));
            return read(await(answer), reader);
        } catch (ApiException fault) {
            StoreFailedException ours = lost.get();
            if (ours != null) {
                throw ours;
            }
            throw late.get() ? new ApiException(ErrorCode.OCR_TIMEOUT) : fault;
        } finally {
            vertx.cancelTimer(timer);
            stop(sending.get());
            request.reset();
        }
    }

    /** A request that is reset does not let go of the document that it was sending. */
    private static void stop(@Nullable Subscription document) {
        if (document != null) {
            document.cancel();
        }
    }

    private HttpClientRequest connect(String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(base.toString().replaceAll("/+$", "") + path)
                .setFollowRedirects(false)
                .setConnectTimeout(config.connectTimeout().toMillis());
        Uni<HttpClientRequest> opening = http.request(options).memoize().indefinitely();
        try {
            return opening.await().atMost(config.timeout());
        } catch (RuntimeException e) {
            // Nobody takes what is opened now; it would keep one of the connections for good
            opening.subscribe().with(late -> late.exceptionHandler(reset -> {}).reset(), failure -> {});
            throw unavailable(e);
        }
    }

    private <T> T await(Uni<T> part) {
        try {
            return part.await().indefinitely();
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private <T> T read(AnswerStream answer, AnswerReader<T> reader) {
        InputStream body = new LimitedInputStream(answer, config.maxAnswerSize().asLongValue());
        int status = answer.status();
        if (status != 200) {
            ApiException fault = UpstreamFault.of(status, answer.header("Retry-After"), () -> body, json);
            LOG.logf(
                    fault.code().errorClass() == ErrorClass.UNAVAILABLE ? Level.WARN : Level.DEBUG,
                    "%s answered with status %d",
                    provider,
                    status);
            throw fault;
        }
        try {
            return reader.read(body);
        } catch (ApiException | StoreFailedException ours) {
            throw ours;
        } catch (IOException | RuntimeException e) {
            throw brokenOff(e).map(this::unavailable).orElseGet(() -> notUnderstood(e));
        }
    }

    /** The parser wraps what is thrown while it reads a list. */
    private static Optional<BrokenOffException> brokenOff(Throwable failure) {
        return Causes.of(failure)
                .filter(BrokenOffException.class::isInstance)
                .map(BrokenOffException.class::cast)
                .findFirst();
    }

    private ApiException notUnderstood(Exception failure) {
        LOG.warnf(
                "An answer of %s can't be understood: %s",
                provider, failure.getClass().getSimpleName());
        return new ApiException(ErrorCode.OCR_FAILED);
    }

    private ApiException unavailable(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else {
            LOG.warnf("%s can't be reached: %s", provider, cause.getClass().getSimpleName());
        }
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE);
    }
}
