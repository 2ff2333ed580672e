package dev.recto.api.forward.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AnswerStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch closed = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    @Test
    void anAnswerThatIsOverIsReadAllTheSame() throws Exception {
        AnswerStream answer =
                answer(request -> request.response().setStatusCode(413).end("too large"));
        closed.await();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.readAllBytes()).asString(UTF_8).isEqualTo("too large");
    }

    @Test
    void aLongAnswerIsReadToItsEnd() throws Exception {
        String text = "word ".repeat(1_000_000);

        AnswerStream answer = answer(request -> request.response().end(text));

        assertThat(answer.readAllBytes()).asString(UTF_8).isEqualTo(text);
    }

    @Test
    void anAnswerThatIsBrokenOffFails() throws Exception {
        AnswerStream answer = answer(request -> {
            request.response().putHeader("Content-Length", "1000").write("half");
            request.connection().close();
        });
        closed.await();

        assertThatExceptionOfType(BrokenOffException.class).isThrownBy(answer::readAllBytes);
    }

    private AnswerStream answer(Consumer<HttpServerRequest> handler) throws Exception {
        int port = done(vertx.createHttpServer().requestHandler(handler::accept).listen(0, "127.0.0.1"))
                .actualPort();
        return done(vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false))
                .request(HttpMethod.GET, port, "127.0.0.1", "/")
                .compose(request -> {
                    request.connection().closeHandler(over -> closed.countDown());
                    return request.send().map(AnswerStream::new);
                }));
    }

    private static <T> T done(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
