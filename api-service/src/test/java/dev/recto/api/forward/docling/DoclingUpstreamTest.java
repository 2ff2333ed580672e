package dev.recto.api.forward.docling;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.forward.docling.DoclingLookAlike.reply;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.forward.docling.DoclingLookAlike.Seen;
import dev.recto.api.forward.mistral.TracedUpstreams;
import dev.recto.api.forward.mistral.UpstreamsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(TracedUpstreams.class)
class DoclingUpstreamTest {
    private static final String PDF = "%PDF-1.7 begins like this";
    private static final String TABLE = "| a | b |\n| - | - |\n| 1 | 2 |";
    private static final String SECRET = "Traceback: /srv/docling secret";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aDocumentIsReadWithNoMoreSentThanNeeded() {
        try (DoclingLookAlike docling = new DoclingLookAlike("# One\n\n<!-- image -->\n\ntext", "two\n\n" + TABLE)) {
            read("\"docling_extra\": {\"force_ocr\": true, \"ocr_engine\": \"tesseract\", \"table_mode\": \"accurate\"}")
                    .statusCode(200)
                    .body(Contract.matches("OcrResponse"))
                    .body("model", equalTo("docling/docling-latest"))
                    .body("pages.markdown", contains("# One\n\ntext", "two\n\n" + TABLE))
                    .body("pages.index", contains(0, 1))
                    .body("pages[0].dimensions.width", equalTo(595))
                    .body("pages[1].elements.type", contains("table"))
                    .body("usage_info.applied_settings.force_ocr", equalTo(true))
                    .body("usage_info.applied_settings.ocr_engine", equalTo("tesseract"));

            Seen request = docling.seen().getFirst();
            assertThat(request.path()).isEqualTo("/v1/convert/source");
            assertThat(request.body()).doesNotContain("private name");
            JsonNode json = request.json();
            assertThat(json.path("target").path("kind").asText()).isEqualTo("inbody");
            assertThat(json.path("sources")).hasSize(1);
            JsonNode source = json.path("sources").path(0);
            assertThat(source.path("kind").asText()).isEqualTo("file");
            assertThat(source.path("filename").asText()).isEqualTo("document.pdf");
            assertThat(Base64.getDecoder().decode(source.path("base64_string").asText()))
                    .asString(UTF_8)
                    .isEqualTo(PDF);
            JsonNode options = json.path("options");
            assertThat(options.path("force_ocr").asBoolean()).isTrue();
            assertThat(options.path("ocr_engine").asText()).isEqualTo("tesseract");
            assertThat(options.path("table_mode").asText()).isEqualTo("accurate");
            assertThat(options.has("page_range")).isFalse();
        }
    }

    @Test
    void pagesAreSelectedAndEmptyOnesKeepTheirPlace() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one", "", "three", "", "five")) {
            read("\"pages\": [1, 2, 4]")
                    .statusCode(200)
                    .body("pages.index", contains(1, 2, 4))
                    .body("pages.markdown", contains("", "three", "five"));

            assertThat(docling.seen().getFirst().json().path("options").path("page_range"))
                    .extracting(JsonNode::asInt)
                    .containsExactly(2, 5);
            read("\"pages\": [5]").statusCode(400).body("code", equalTo("page_out_of_range"));
        }
    }

    @Test
    void markdownAloneIsEnough() {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> {
                String pageBreak =
                        request.json().at("/options/md_page_break_placeholder").asText();
                reply(
                        exchange,
                        200,
                        "{\"status\": \"success\", \"document\": {\"md_content\": \"a " + pageBreak + " b\"}}");
            });
            read("\"pages\": \"3-4\"")
                    .statusCode(200)
                    .body("pages.index", contains(3, 4))
                    .body("pages.markdown", contains("a", "b"));
        }
    }

    @Test
    void wholeNumbersMayHaveAPoint() {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> reply(
                    exchange,
                    200,
                    "{\"status\": \"success\", \"document\": {\"md_content\": \"a\", \"json_content\": {\"pages\":"
                            + " {\"1\": {}}, \"texts\": [{\"prov\": [{\"page_no\": 1.0}]}]}}}"));
            read("").statusCode(200).body("pages.markdown", contains("a"));
        }
    }

    @Test
    void itIsAJobLikeAnyOther() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            String job = client().contentType("application/json")
                    .header("Prefer", "respond-async")
                    .body("{" + request("") + "}")
                    .post("/v1/ocr")
                    .then()
                    .statusCode(202)
                    .body(Contract.matches("OcrJob"))
                    .extract()
                    .header("X-Recto-Job");

            awaited(job, "completed")
                    .body("result.pages.markdown", contains("one"))
                    .body("pages_total", equalTo(1));
            stranger().get("/v1/ocr/jobs/" + job).then().statusCode(404);
            assertThat(docling.seen()).hasSize(1);
        }
    }

    @Test
    void aPasswordIsNotPassedOn() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            client().contentType("application/json")
                    .body("{" + request("\"document_password\": \"sesame\"") + "}")
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200)
                    .body("usage_info.applied_settings.unfollowed", contains("document_password"));
            assertThat(docling.seen().getFirst().body()).doesNotContain("sesame");
        }
    }

    @Test
    void whatItCannotFollowIsNamed() {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            client().contentType("application/json")
                    .body("{"
                            + request("\"prompt\": \"Sum it up\", \"document_annotation_prompt\": \"Who?\","
                                    + " \"bbox_annotation_format\": {\"type\": \"json_schema\","
                                    + " \"json_schema\": {\"name\": \"x\", \"schema\": {}}}")
                            + "}")
                    .post("/v1/ocr")
                    .then()
                    .statusCode(200)
                    .body("document_annotation", equalTo("{\"text\":\"one\"}"))
                    .body(
                            "usage_info.applied_settings.unfollowed",
                            contains("prompt", "document_annotation_prompt", "bbox_annotation_format"));
            assertThat(docling.seen().getFirst().body()).doesNotContain("Sum it up", "Who?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aGVsbG8=", "iVBORw=="})
    void whatIsNoDocumentIsNotSent(String content) {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            post("\"model\": \"docling/docling-latest\", \"document\": {\"content\": \"" + content + "\"}")
                    .statusCode(400)
                    .body("code", equalTo("unsupported_format"));
            assertThat(docling.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody/reads", "doclings/x", "docling/", "docling", "tesseract", "DOCLING/x"})
    void nothingElseIsSentThere(String model) {
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            post("\"model\": \"" + model + "\", \"document\": {\"content\": \"" + base64(PDF) + "\"}")
                    .body("pages", nullValue());
            assertThat(docling.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, upstream_refused",
        "401, 503, service_unavailable",
        "403, 503, service_unavailable",
        "404, 503, service_unavailable",
        "413, 413, document_too_large",
        "422, 400, upstream_refused",
        "429, 429, rate_limited",
        "500, 500, ocr_failed",
        "502, 503, service_unavailable",
        "503, 503, service_unavailable",
        "504, 500, ocr_timeout"
    })
    void itsErrorsBecomeOursAndAreNotQuoted(int status, int told, String code) {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> {
                exchange.getResponseHeaders().set("Retry-After", "17");
                reply(exchange, status, "{\"detail\": \"" + SECRET + "\", \"message\": \"" + SECRET + "\"}");
            });
            read("").statusCode(told)
                    .body(Contract.matches("Error"))
                    .body("code", equalTo(code))
                    .body(not(containsString("secret")))
                    .body(not(containsString("127.0.0.1")))
                    .body(not(containsString(UpstreamsResource.DOCLING_KEY)))
                    .header("X-Recto-Job", notNullValue())
                    .header("Retry-After", told == 429 || told == 503 ? equalTo("17") : nullValue());
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                reply(exchange, 307, "");
            });
            read("").statusCode(503).body("code", equalTo("service_unavailable"));
            assertThat(docling.seen()).extracting(Seen::path).containsExactly("/v1/convert/source");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>secret</html>",
                "[]",
                "7",
                "{}",
                "{\"status\": \"success\"}",
                "{\"status\": \"success\", \"document\": {}}",
                "{\"status\": \"success\", \"document\": {\"md_content\": 7",
                "{\"status\": \"failure\", \"document\": {\"md_content\": \"half\"}}",
                "{\"status\": \"partial_success\", \"document\": {\"md_content\": \"half\"}}",
                "{\"status\": \"success\", \"document\": {\"md_content\": \"a\", \"json_content\": {\"pages\":"
                        + " {\"1\": {}, \"2\": {}}, \"texts\": [{\"prov\": [{\"page_no\": 1}]}, {\"prov\": [{\"page_no\": 2}]}]}}}",
                "{\"status\": \"success\", \"document\": {\"md_content\": \"a\", \"json_content\": {\"pages\":"
                        + " {\"1\": {}}, \"texts\": [{\"prov\": [null]}]}}}"
            })
    void anAnswerThatMakesNoSenseIsAFailureAndNotAskedForAgain(String answer) {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> reply(exchange, 200, answer));
            read("").statusCode(500)
                    .body(Contract.matches("Error"))
                    .body("code", equalTo("ocr_failed"))
                    .body(not(containsString("secret")));
            assertThat(docling.seen()).hasSize(1);
        }
    }

    @Test
    void anAnswerHasALargestSize() {
        String text = "word ".repeat(13_000);
        try (DoclingLookAlike docling = new DoclingLookAlike(text)) {
            read("").statusCode(200);
            docling.answering(DoclingLookAlike.converting(text + "word ".repeat(200)));
            read("").statusCode(500).body("code", equalTo("ocr_failed"));
        }
    }

    @Tag("thorough")
    @Test
    void whoDoesNotAnswerOrDoesNotEndItsAnswerIsNotWaitedForTooLong() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean begun = new AtomicBoolean();
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> {
                if (begun.getAndSet(true)) {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                }
                end.await();
            });
            String job = accepted();
            read("").statusCode(500).body("code", equalTo("ocr_timeout"));
            awaited(job, "failed").body("error.code", equalTo("ocr_timeout"));
            end.countDown();
        }
    }

    @Test
    void whoIsNotThereIsUnavailable() {
        read("").statusCode(503)
                .body(Contract.matches("Error"))
                .body("code", equalTo("service_unavailable"))
                .body(not(containsString("127.0.0.1")))
                .header("Retry-After", notNullValue());
    }

    @Test
    void noMoreDocumentsAreThereThanAllowed() {
        CountDownLatch go = new CountDownLatch(1);
        try (DoclingLookAlike docling = new DoclingLookAlike("one")) {
            DoclingLookAlike.Handler converting = DoclingLookAlike.converting("one");
            docling.answering((request, exchange) -> {
                go.await();
                converting.handle(request, exchange);
            });
            List<String> jobs = IntStream.range(0, 5).mapToObj(i -> accepted()).toList();
            Awaitility.await().atMost(SOON).until(() -> docling.seen().size() == 2);
            client().get("/v1/ocr/jobs/" + jobs.getLast()).then().body("status", equalTo("queued"));
            go.countDown();
            jobs.forEach(job -> awaited(job, "completed"));
            assertThat(docling.most()).isEqualTo(2);
            assertThat(docling.seen()).hasSize(5);
        }
    }

    @Test
    void aCancelledJobMakesRoom() {
        CountDownLatch end = new CountDownLatch(1);
        double read = metric("recto_usage_pages_total{model=\"docling\",organisation=\"all\"}");
        double givenUp = metric("recto_upstream_seconds_count{outcome=\"given_up\",provider=\"docling\"}");
        double failed = metric("recto_upstream_seconds_count{outcome=\"service_unavailable\",provider=\"docling\"}");
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            docling.answering((request, exchange) -> end.await());
            String first = accepted();
            String second = accepted();
            Awaitility.await().atMost(SOON).until(() -> docling.seen().size() == 2);
            docling.answering(DoclingLookAlike.converting("one"));
            String third = accepted();
            client().delete("/v1/ocr/jobs/" + first).then().statusCode(200).body("status", equalTo("cancelled"));
            awaited(third, "completed");
            client().delete("/v1/ocr/jobs/" + second).then().statusCode(200);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> metric("recto_upstream_seconds_count{outcome=\"given_up\",provider=\"docling\"}")
                            == givenUp + 2);
            end.countDown();
        }
        assertThat(metric("recto_upstream_seconds_count{outcome=\"service_unavailable\",provider=\"docling\"}"))
                .isEqualTo(failed);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> metric("recto_usage_pages_total{model=\"docling\",organisation=\"all\"}") == read + 1);
    }

    private static double metric(String series) {
        return HttpClients.management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    @Test
    void aRowOfABatchIsTriedAgainWhereTheUpstreamIsBusy() {
        try (DoclingLookAlike docling = new DoclingLookAlike()) {
            DoclingLookAlike.Handler converting = DoclingLookAlike.converting("one");
            docling.answering((request, exchange) -> {
                if (docling.seen().size() == 1) {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    reply(exchange, 429, "");
                } else {
                    converting.handle(request, exchange);
                }
            });
            String batch = client().contentType("application/json")
                    .body("{\"endpoint\": \"/v1/ocr\", \"requests\": [{\"body\": {" + request("") + "}}]}")
                    .post("/v1/batch/jobs")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("id");
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> client().get("/v1/batch/jobs/" + batch)
                            .then()
                            .body("status", equalTo("SUCCESS"))
                            .body("succeeded_requests", equalTo(1)));
            assertThat(docling.seen()).hasSize(2);
        }
    }

    @Test
    void itIsListed() {
        client().get("/v2/ocr/models")
                .then()
                .statusCode(200)
                .body(Contract.matches("OcrModelListV2"))
                .body("data.find { it.name == 'docling/docling-latest' }.hosting_provider", equalTo("docling"))
                .body("data.find { it.name == 'mistral/mistral-ocr-latest' }.hosting_provider", equalTo("mistral"));
        client().get("/v1/models")
                .then()
                .statusCode(200)
                .body(Contract.matches("ModelList"))
                .body("data.id", org.hamcrest.Matchers.hasItem("docling/docling-latest"))
                .body("data.aliases.flatten().findAll { it.contains('/') }", empty());
    }

    private static String accepted() {
        return client().contentType("application/json")
                .header("Prefer", "respond-async")
                .body("{" + request("") + "}")
                .post("/v2/ocr")
                .then()
                .statusCode(202)
                .extract()
                .header("X-Recto-Job");
    }

    private static ValidatableResponse awaited(String job, String status) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> client().get("/v1/ocr/jobs/" + job).then().body("status", equalTo(status)));
        return client().get("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    private static ValidatableResponse read(String options) {
        return post(request(options));
    }

    private static ValidatableResponse post(String fields) {
        return client().contentType("application/json")
                .body("{" + fields + "}")
                .post("/v2/ocr")
                .then();
    }

    private static String request(String options) {
        return "\"model\": \"docling/docling-latest\", \"document\": {\"type\": \"base64\", \"content\": \""
                + base64(PDF) + "\", \"document_name\": \"private name.pdf\"}"
                + (options.isEmpty() ? "" : ", " + options);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
