package dev.recto.api.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.Submissions;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class OcrRoutesTest {
    private static final String MODEL = "fake/reader";
    private static final String INLINE = "{\"model\": \"fake/reader\", \"document\": {\"content\": \"aGVsbG8=\"}}";

    @Inject
    ServedModels models;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(3)).awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @Test
    void anInlineDocumentIsRead() {
        client().body(INLINE)
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Recto-Job", matchesPattern("[0-9a-f-]{36}"))
                .body("object", equalTo("ocr"))
                .body("model", equalTo(MODEL))
                .body("pages.index", contains(0, 1, 2))
                .body("pages.markdown", contains("page 0", "page 1", "page 2"))
                .body("document_annotation", nullValue())
                .body("usage_info.pages_processed", equalTo(3))
                .body("usage_info.doc_size_bytes", equalTo(5))
                .body("usage.total_tokens", equalTo(330))
                .body("cost.total", equalTo(0));
    }

    @Test
    void onlySelectedPagesAreRead() {
        client().body("{\"document\": {\"content\": \"aGVsbG8=\"}, \"pages\": \"2, 0-1,1\"}")
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .body("pages.index", contains(0, 1, 2));
        client().body("{\"document\": {\"content\": \"aGVsbG8=\"}, \"pages\": 3}")
                .post("/v1/ocr")
                .then()
                .statusCode(400)
                .body("code", equalTo("page_out_of_range"))
                .body("param", equalTo("pages"));
    }

    @Test
    void howMuchATextLayerDiffersIsSaidOfEachPage() {
        worker.follow(Script.pages(3)
                .reading(task -> task.page() == 1
                        ? new PageResult(
                                "read",
                                new PageDimensions(1700, 2200, 200),
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                List.of(),
                                null,
                                new TokenUsage(1, 1),
                                Set.of(PageFlag.TEXT_LAYER_MISMATCH),
                                5,
                                0.42,
                                null)
                        : Script.text("agreed")));

        client().body("{\"text_layer\": \"checked\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .body("usage_info.applied_settings.text_layer", equalTo("checked"))
                .body("usage_info.applied_settings.page_flags.'1'", contains("text_layer_mismatch"))
                .body("usage_info.applied_settings.text_layer_mismatch.'1'", equalTo(0.42f))
                .body("usage_info.applied_settings.text_layer_mismatch.'0'", nullValue());
        assertThat(worker.taken().getLast().options().checkedTextLayer()).isTrue();
        assertThat(worker.taken().getLast().options().textLayer()).isFalse();
        worker.follow(Script.pages(3));
        client().body("{\"text_layer\": true, \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .body("usage_info.applied_settings.text_layer", equalTo(true))
                .body("usage_info.applied_settings.text_layer_mismatch", nullValue());
        assertThat(worker.taken().getLast().options().textLayer()).isTrue();
        client().body("{\"text_layer\": \"sometimes\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(422);
    }

    @Test
    void aStoredFileIsReadWithoutABody() {
        String file = Submissions.file("a.pdf", "%PDF-1.7\n");

        HttpClients.as(PartsResource.KEY)
                .post("/v1/files/" + file + "/ocr")
                .then()
                .statusCode(200)
                .body("pages.size()", equalTo(3));
        client().body("{\"document\": {\"type\": \"file_id\", \"file_id\": \"" + file + "\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200);
        assertThat(worker.taken())
                .filteredOn(task -> task.objectKey().endsWith(file))
                .hasSize(6);
    }

    @Test
    void respondAsyncGivesTheJobWhichCanBeAskedFor() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        worker.follow(Script.pages(3).reading(task -> {
            answered.join();
            return Script.text("page " + task.page());
        }));
        String job = client().header("Prefer", "respond-async")
                .body(INLINE)
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .body("object", equalTo("ocr.job"))
                .body("pages_done", equalTo(0))
                .extract()
                .path("id");
        answered.complete(null);

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> client().get("/v1/ocr/jobs/" + job)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("completed"))
                        .body("pages_total", equalTo(3))
                        .body("pages_done", equalTo(3))
                        .body("result.pages.size()", equalTo(3)));
    }

    private static RequestSpecification client() {
        return HttpClients.as(PartsResource.KEY).contentType("application/json");
    }
}
