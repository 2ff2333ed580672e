package dev.recto.api.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.fetch.AddressPolicy;
import dev.recto.api.fetch.HttpUrl;
import dev.recto.api.fetch.PinnedRequests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One attempt at a receiver that behaves badly. */
class PostTest {
    private static final String RECEIVER = "127.0.0.1";
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int MOST = 1000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger lookups = new AtomicInteger();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private String resolved = RECEIVER;

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"200, DELIVERED", "299, DELIVERED", "302, REFUSED", "404, REFUSED", "410, GONE", "503, REFUSED"})
    void theStatusDecides(int status, Outcome outcome) throws Exception {
        Attempt attempt =
                send(serve(request -> request.response().setStatusCode(status).end("fine")), LONG);

        assertThat(attempt).isEqualTo(new Attempt(outcome, status));
        assertThat(lookups).hasValue(1);
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() throws Exception {
        Attempt attempt = send(
                serve(request -> {
                    request.response().setChunked(true).closeHandler(gone -> closed.complete(null));
                    vertx.setPeriodic(1, timer -> request.response().write(Buffer.buffer(new byte[MOST])));
                }),
                LONG);

        assertThat(attempt).isEqualTo(new Attempt(Outcome.DELIVERED, 200));
        closed.get(1, TimeUnit.MINUTES);
    }

    /** The status was said; nobody waits for more than the time that there is. */
    @Test
    void anAnswerThatStopsCountsByItsStatus() throws Exception {
        Attempt attempt =
                send(serve(request -> request.response().setChunked(true).write("so ")), Duration.ofSeconds(3));

        assertThat(attempt).isEqualTo(new Attempt(Outcome.DELIVERED, 200));
    }

    @Test
    void whoDoesNotAnswerIsGivenUp() throws Exception {
        Attempt attempt =
                send(serve(request -> request.connection().closeHandler(gone -> closed.complete(null))), SHORT);

        assertThat(attempt).isEqualTo(new Attempt(Outcome.TIMED_OUT, null));
    }

    @Test
    void whoHangsUpIsUnreachable() throws Exception {
        assertThat(send(serve(request -> request.connection().close()), LONG))
                .isEqualTo(new Attempt(Outcome.UNREACHABLE, null));
    }

    @Test
    void whoIsNotThereIsUnreachable() throws Exception {
        assertThat(send(1, LONG)).isEqualTo(new Attempt(Outcome.UNREACHABLE, null));
    }

    @Test
    void whoseAddressIsPrivateIsNotAsked() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        int port = serve(request -> asked.incrementAndGet());
        resolved = "127.0.0.2";

        assertThat(send(port, LONG)).isEqualTo(new Attempt(Outcome.ADDRESS_NOT_ALLOWED, null));
        assertThat(asked).hasValue(0);
    }

    private int serve(Consumer<HttpServerRequest> handler) throws Exception {
        return done(vertx.createHttpServer().requestHandler(handler::accept).listen(0, RECEIVER))
                .actualPort();
    }

    private Attempt send(int port, Duration timeout) throws Exception {
        PinnedRequests requests = new PinnedRequests(
                vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false)),
                host -> {
                    lookups.incrementAndGet();
                    return Future.succeededFuture(List.of(InetAddress.ofLiteral(resolved)));
                },
                AddressPolicy.allowing(List.of(RECEIVER)),
                LONG,
                LONG);
        Message message = new Message("id", "0", "v1,none", "{}".getBytes(StandardCharsets.UTF_8));
        return done(
                new Post(requests, MOST).send(HttpUrl.parse("http://receiver.test:" + port + "/"), message, timeout));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }
}
