package dev.recto.api.forward.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.forward.UpstreamsConfigTest;
import dev.recto.api.forward.mistral.MistralAnswer;
import dev.recto.api.forward.mistral.MistralAnswerTest;
import dev.recto.model.DocumentKind;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UpstreamClientTest {
    private static final SourceDocument SMALL =
            new SourceDocument(DocumentKind.PDF, 3, Multi.createFrom().item(Buffer.buffer("PDF")));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void asManyDocumentsAreThereAtATimeAsAllowed() throws Exception {
        UpstreamsConfig.Upstream config = config();
        List<HttpServerRequest> held = new ArrayList<>();
        UpstreamClient client = serving(config, request -> {
            held.add(request);
            if (held.size() == config.concurrency()) {
                held.forEach(each -> each.response().end("read"));
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(config.concurrency(), () -> post(client, SMALL)))) {
                assertThat(answer.get()).isEqualTo("read");
            }
        }
    }

    @Test
    void aDocumentThatIsRefusedIsNotSentToItsEnd() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        SourceDocument endless = new SourceDocument(
                DocumentKind.PDF,
                1L << 40,
                Multi.createBy()
                        .repeating()
                        .supplier(() -> Buffer.buffer(new byte[8192]))
                        .indefinitely()
                        .onCancellation()
                        .invoke(given::countDown));
        UpstreamClient client = serving(
                config(), request -> request.response().setStatusCode(413).end());

        assertThatThrownBy(() -> post(client, endless))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.DOCUMENT_TOO_LARGE));
        assertThat(given.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDocumentThatNobodyTakesIsNotOpened() {
        AtomicBoolean opened = new AtomicBoolean();
        SourceDocument document = new SourceDocument(
                DocumentKind.PDF, 3, SMALL.bytes().onSubscription().invoke(() -> opened.set(true)));
        UpstreamClient client =
                new UpstreamClient("test", URI.create("http://127.0.0.1:1"), config(), vertx, new ObjectMapper());

        assertThatThrownBy(() -> post(client, document))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        assertThat(opened).isFalse();
    }

    @Test
    void whoGivesUpWhileConnectingKeepsNoConnection() {
        UpstreamsConfig.Upstream config = config();
        UpstreamClient client = serving(config, request -> request.response().end("read"));

        for (int i = 0; i < config.concurrency(); i++) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> post(client, SMALL)).isInstanceOf(ApiException.class);
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(post(client, SMALL)).isEqualTo("read");
    }

    @Test
    void whatFailsHereIsNotToldOfTheService() {
        UpstreamClient client = serving(config(), request -> request.response().end("read"));

        assertThatThrownBy(() -> client.post("/", Map.of(), new DocumentBody("", SMALL, ""), answer -> {
                    throw new StoreFailedException(new IOException());
                }))
                .isInstanceOf(StoreFailedException.class);
    }

    @Test
    void aDocumentThatCannotBeHadIsNotToldOfTheService() {
        SourceDocument lost = new SourceDocument(
                DocumentKind.PDF, 3, Multi.createFrom().failure(new StoreFailedException(new IOException())));
        UpstreamClient client = serving(config(), request -> {});

        assertThatThrownBy(() -> post(client, lost)).isInstanceOf(StoreFailedException.class);
    }

    @Test
    void anAnswerThatIsBrokenOffIsUnavailability() {
        UpstreamClient client = serving(config(), request -> {
            request.response().putHeader("Content-Length", "1000").write("half");
            request.connection().close();
        });

        assertThatThrownBy(() -> post(client, SMALL))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void anAnswerThatIsBrokenOffInsideAListIsUnavailability() {
        UpstreamClient client = serving(config(), request -> {
            request.response()
                    .putHeader("Content-Length", "1000")
                    .write("{\"pages\": [{\"index\": 0, \"images\": [{\"id\": ");
            request.connection().close();
        });

        assertThatThrownBy(() -> read(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void anAnswerThatCannotBeUnderstoodIsAFailure() {
        UpstreamClient client = serving(
                config(),
                request -> request.response()
                        .end("{\"pages\": [{\"index\": 0, \"markdown\": \"x\", \"images\": [null]}]}"));

        assertThatThrownBy(() -> read(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OCR_FAILED));
    }

    private static List<ReadPage> read(UpstreamClient client) {
        return client.post(
                "/",
                Map.of(),
                new DocumentBody("", SMALL, ""),
                answer -> new MistralAnswer(
                                MistralAnswerTest.job(), (page, picture, base64) -> {}, MistralAnswerTest.JSON)
                        .read(answer));
    }

    private UpstreamClient serving(UpstreamsConfig.Upstream config, Consumer<HttpServerRequest> handler) {
        int port = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(handler::accept)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return new UpstreamClient("test", URI.create("http://127.0.0.1:" + port), config, vertx, new ObjectMapper());
    }

    private static String post(UpstreamClient client, SourceDocument document) {
        return client.post(
                "/", Map.of(), new DocumentBody("", document, ""), answer -> new String(answer.readAllBytes(), UTF_8));
    }

    private static UpstreamsConfig.Upstream config() {
        return UpstreamsConfigTest.config(Map.of()).mistral();
    }
}
