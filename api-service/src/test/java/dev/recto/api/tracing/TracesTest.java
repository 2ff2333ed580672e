package dev.recto.api.tracing;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.forward.mistral.TracedUpstreams;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@QuarkusTest
@TestProfile(TracedUpstreams.class)
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class TracesTest {
    private static final String MODEL = "fake/traced";
    private static final String DOCUMENT = "\"document\": {\"content\": \"aGVsbG8=\"}";
    private static final String INLINE = "{\"model\": \"fake/traced\", " + DOCUMENT + "}";
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SECRET = "secret-that-no-span-tells";

    @Inject
    ServedModels models;

    @Inject
    RecordedSpans spans;

    @Inject
    Vertx vertx;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        // Takes pages one by one, so that it is known how many are sent
        worker = FakeWorker.older(MODEL, 4, Script.pages(2)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @BeforeEach
    void forget() {
        spans.forget();
    }

    @Test
    void aRequestIsOneTraceThroughTheBrokerToTheAnswer() {
        String id = client().contentType("application/json")
                .body(INLINE)
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .extract()
                .header("X-Recto-Job");

        SpanData request = spans.await(1, named("POST /v1/ocr")).getFirst();
        Predicate<SpanData> ofTrace = span -> span.getTraceId().equals(request.getTraceId());
        // The document and two pages are sent, and replied to
        List<SpanData> taken = spans.await(3, named("process recto.results").and(ofTrace));
        SpanData accepting = spans.all(named("accept job").and(ofTrace)).getFirst();

        assertThat(request.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.getParentSpanContext().isValid()).isFalse();
        assertThat(text(request, "http.route")).isEqualTo("/v1/ocr");
        assertThat(text(request, "recto.job.id")).isEqualTo(id);
        assertThat(request.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(accepting.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(spans.all(named("wait for job").and(ofTrace)))
                .extracting(SpanData::getParentSpanId)
                .containsExactly(request.getSpanId());
        List<SpanData> sent = spans.all(span -> span.getName().startsWith("send "));
        assertThat(sent)
                .extracting(SpanData::getName)
                .containsExactly(
                        "send recto.documents", "send recto.pages.fake_traced", "send recto.pages.fake_traced");
        assertThat(sent).extracting(SpanData::getParentSpanId).containsOnly(accepting.getSpanId());
        assertThat(sent)
                .extracting(SpanData::getSpanId)
                .containsExactlyInAnyOrderElementsOf(
                        taken.stream().map(SpanData::getParentSpanId).toList());
    }

    @Test
    void aCallersTraceGoesOn() {
        client().header("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-00")
                .header("tracestate", SECRET + "=" + SECRET)
                .header("baggage", SECRET + "=" + SECRET)
                .get("/v1/models")
                .then()
                .statusCode(200);
        SpanData request = spans.await(1, named("GET /v1/models")).getFirst();
        assertThat(request.getTraceId()).isEqualTo(CALLERS_TRACE);
        assertThat(request.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(request.getSpanContext().getTraceState().isEmpty()).isTrue();
        nothingIsTold();
    }

    @Test
    void whatBecameOfAJobIsLinkedToItsTrace() {
        String job = Submissions.reading(INLINE);
        client().get("/v1/ocr/jobs/" + job).then().statusCode(200);
        SpanData asked = spans.await(1, named("GET /v1/ocr/jobs/{job_id}")).getFirst();
        assertThat(asked.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getTraceId())
                        .isEqualTo(spans.all(named("POST /v1/ocr")).getFirst().getTraceId()));
    }

    @Test
    void rowsOfABatchAreTracesOfTheirOwnLinkedToItsRequest() {
        String batch = Submissions.batch("{\"endpoint\": \"/v1/ocr\", \"model\": \"fake/traced\", \"requests\": ["
                + "{\"custom_id\": \"" + SECRET + "\", \"body\": {" + DOCUMENT + "}}, "
                + "{\"body\": {" + DOCUMENT + "}}, {\"body\": {}}]}");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> client().get("/v1/batch/jobs/" + batch)
                        .then()
                        .extract()
                        .path("status")
                        .equals("SUCCESS"));

        SpanData request = spans.await(1, named("POST /v1/batch/jobs")).getFirst();
        List<SpanData> rows = spans.await(3, named("feed row"));
        assertThat(text(request, "recto.batch.id")).isEqualTo(batch);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getParentSpanContext().isValid()).isFalse();
            assertThat(row.getTraceId()).isNotEqualTo(request.getTraceId());
            assertThat(row.getLinks())
                    .singleElement()
                    .satisfies(link ->
                            assertThat(link.getSpanContext().getSpanId()).isEqualTo(request.getSpanId()));
            assertThat(text(row, "recto.batch.id")).isEqualTo(batch);
        });
        List<SpanData> fed = rows.stream()
                .filter(row -> !row.getStatus().equals(StatusData.error()))
                .toList();
        assertThat(fed)
                .hasSize(2)
                .allSatisfy(row -> spans.await(
                        3,
                        named("process recto.results")
                                .and(span -> span.getTraceId().equals(row.getTraceId()))));
        nothingIsTold();
    }

    @Test
    void whoIsAskedForADocumentHearsNothingOfTheTraceAndTheTraceNothingOfTheAddress() throws Exception {
        CompletableFuture<MultiMap> asked = new CompletableFuture<>();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.complete(request.headers());
                    request.response().end("%PDF-1.7 begins like this");
                })
                .listen(0, "127.0.0.9")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        try {
            String url = "http://127.0.0.9:" + server.actualPort() + "/" + SECRET + "?token=" + SECRET;
            client().contentType("application/json")
                    .header("traceparent", "00-" + CALLERS_TRACE + "-00f067aa0ba902b7-01")
                    .body("{\"model\": \"fake/traced\", \"document\": {\"document_url\": \"" + url + "\"}}")
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200);
        } finally {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
        assertThat(asked.get().names())
                .extracting(String::toLowerCase)
                .doesNotContain("traceparent", "tracestate", "baggage", "b3");
        SpanData fetching = spans.await(1, named("fetch document")).getFirst();
        assertThat(fetching.getTraceId()).isEqualTo(CALLERS_TRACE);
        assertThat(fetching.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(fetching.getAttributes().get(AttributeKey.longKey("recto.document.bytes")))
                .isEqualTo(25);
        spans.await(1, named("POST /v1/ocr"));
        nothingIsTold();
    }

    @Test
    void whatAClientWritesIsInNoSpan() {
        String file = Submissions.file(SECRET + ".pdf", "%PDF-1.7 " + SECRET);
        String url = client().get("/v1/files/" + file + "/url")
                .then()
                .statusCode(200)
                .extract()
                .path("url");
        anonymous().get(url).then().statusCode(200);
        anonymous().get(url + SECRET).then().statusCode(403);
        client().get("/" + SECRET + "?" + SECRET).then().statusCode(404);
        client().queryParam("purpose", SECRET).get("/v1/files").then().statusCode(422);
        client().header("User-Agent", SECRET)
                .header("X-Request-Id", SECRET)
                .header("Idempotency-Key", SECRET)
                .contentType("application/json")
                .body("{\"model\": \"" + SECRET + "\", " + DOCUMENT + "}")
                .post("/v1/ocr")
                .then()
                .statusCode(400);
        anonymous().auth().oauth2(SECRET).get("/v1/models").then().statusCode(401);
        client().request(SECRET, "/v1/models").then().statusCode(405);

        assertThat(spans.await(2, named("GET /v1/files/{file_id}/download"))).hasSize(2);
        SpanData unknown = spans.await(1, named("GET")).getFirst();
        assertThat(unknown.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(404);
        SpanData refused = spans.await(1, named("POST /v1/ocr")).getFirst();
        assertThat(text(refused, "error.type")).isEqualTo("model_not_found");
        assertThat(refused.getStatus()).isEqualTo(StatusData.unset());
        spans.await(
                1, span -> "_OTHER".equals(span.getAttributes().get(AttributeKey.stringKey("http.request.method"))));
        nothingIsTold();
        assertThat(told()).noneSatisfy(said -> assertThat(said).contains(file));
    }

    private void nothingIsTold() {
        assertThat(told()).isNotEmpty().noneSatisfy(said -> assertThat(said).contains(SECRET));
        assertThat(told()).noneSatisfy(said -> assertThat(said).contains(PartsResource.KEY));
        assertThat(told()).noneSatisfy(said -> assertThat(said).contains("127.0.0.9"));
    }

    private List<String> told() {
        return spans.all().stream().map(SpanData::toString).toList();
    }

    private static Predicate<SpanData> named(String name) {
        return span -> span.getName().equals(name);
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }
}
