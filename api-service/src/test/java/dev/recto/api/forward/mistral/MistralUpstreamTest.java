package dev.recto.api.forward.mistral;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.Confidence;
import dev.recto.model.DocumentFault;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageFault;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import dev.recto.model.WordScore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistral's place is taken by a running Recto: this one, asked over HTTP, whose worker reads {@code fake/behind}. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(TracedUpstreams.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistralUpstreamTest {
    private static final String MODEL = "fake/behind";
    private static final String DOCUMENT = "\"document\": {\"content\": \""
            + Base64.getEncoder().encodeToString("%PDF-1.7 begins like this".getBytes(UTF_8))
            + "\"}";
    private static final String MARKDOWN =
            "Head\n\n# Title\n\n![img-0.jpeg](img-0.jpeg)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nFoot";
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    ServedModels models;

    @Inject
    ObjectStore store;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, pagesWithEverything());
    }

    @BeforeEach
    void untilServed() {
        worker.follow(pagesWithEverything());
        worker.awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
        Awaitility.await().atMost(SOON).until(() -> models.slots(MODEL) == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"include_image_base64\": true, \"include_blocks\": true, \"confidence_scores_granularity\": \"word\"",
                "\"include_blocks\": true, \"table_format\": \"markdown\", \"extract_header\": true, \"extract_footer\": true",
                "\"include_image_base64\": true, \"table_format\": \"html\", \"image_min_size\": 100",
                "\"include_image_base64\": true, \"image_limit\": 0",
                "\"include_blocks\": true, \"confidence_scores_granularity\": \"block\", \"pages\": [1]",
                "\"document_annotation_prompt\": \"Which shop?\"",
                "\"include_blocks\": true, \"bbox_annotation_format\": {\"type\": \"json_schema\","
                        + " \"json_schema\": {\"name\": \"x\", \"schema\": {\"type\": \"object\"}}}",
            })
    void theAnswerIsTheOneThatItsRectoGives(String options) {
        // Upstreams don't say whether they find regions
        String settings = "usage_info.applied_settings.findAll { it.key != 'regions' }";
        for (String field : List.of("pages", "document_annotation", "usage", settings)) {
            Object direct = v1(MODEL, options).statusCode(200).extract().path(field);
            Object forwarded = v1("mistral/" + MODEL, options)
                    .statusCode(200)
                    .body(Contract.matches("OcrResponse"))
                    .body("usage_info.applied_settings", not(hasKey("regions")))
                    .extract()
                    .path(field);
            assertThat(forwarded).as(field).isEqualTo(direct);
        }
    }

    @Test
    void opperFormIsForwardedToo() {
        v2(
                        "mistral/" + MODEL,
                        "\"pages\": [0], \"include_image_base64\": true, \"mistral_extra\": {\"table_format\": \"html\","
                                + " \"document_annotation_format\": {\"type\": \"object\"}}")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("model", equalTo("mistral/fake/behind"))
                .body("pages.index", contains(0))
                .body("pages[0].elements.type", contains("text", "text", "picture", "table", "text"))
                .body("pages[0].tables.format", contains("html"))
                .body(
                        "pages[0].images[0].image_base64",
                        endsWith(Base64.getEncoder().encodeToString(JPEG)))
                .body("document_annotation", equalTo("{\"shop\":\"Corner\"}"))
                .body("cost.generation", equalTo(0.002f));
        assertThat(worker.taken().getLast().options().annotationSchema()).isEqualTo("{\"type\":\"object\"}");
    }

    @Test
    void itIsAJobThatOnlyItsOwnersSee() {
        String job = v1("mistral/" + MODEL, "").statusCode(200).extract().header("X-Recto-Job");
        client().get("/v1/ocr/jobs/" + job)
                .then()
                .statusCode(200)
                .body(Contract.matches("OcrJob"))
                .body("status", equalTo("completed"))
                .body("model", equalTo("mistral/fake/behind"))
                .body("pages_done", equalTo(2))
                .body("result.pages", hasSize(2));
        stranger().get("/v1/ocr/jobs/" + job).then().statusCode(404);
    }

    @Test
    void aPictureWithoutPixelsHasNone() {
        worker.follow(pages(false));
        v1("mistral/" + MODEL, "\"include_image_base64\": true")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("pages.images.flatten().image_base64", contains(nullValue(), nullValue()))
                .body("usage_info.applied_settings.page_flags.'1'", hasItem("pixels_missing"));
    }

    /** Of the whole document, and so said once: by the worker of the Recto behind, by that one, and by this one. */
    @Test
    void thatADocumentHasFilesInItIsSaid() {
        v1("mistral/" + MODEL, "")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("usage_info.applied_settings.document_flags", contains("attachments"))
                .body("usage_info.applied_settings.page_flags.'0'", nullValue())
                .body("usage_info.applied_settings.page_flags.'1'", contains("rotated"));
    }

    @Test
    void anInstructionThatMistralDoesNotTakeIsNamed() {
        v1("mistral/" + MODEL, "\"prompt\": \"Sum it up\"")
                .statusCode(200)
                .body("usage_info.applied_settings.unfollowed", contains("prompt"));
        assertThat(worker.taken().getLast().options().prompt()).isNull();
    }

    @Test
    void picturesAreSentAsSuch() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1};
        client().contentType("application/json")
                .body("{\"model\": \"mistral/fake/behind\", \"document\": {\"type\": \"image_url\", \"image_url\":"
                        + " \"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .body("usage_info.doc_size_bytes", equalTo(png.length));
    }

    @ParameterizedTest
    @CsvSource({"ENCRYPTED, encrypted_document", "INVALID, invalid_document", "TOO_MANY_PAGES, too_many_pages"})
    void whatItsRectoSaysAboutTheDocumentIsSaid(DocumentFault fault, String code) {
        worker.follow(Script.refusing(fault));
        v1("mistral/" + MODEL, "")
                .statusCode(400)
                .body(Contract.matches("Error"))
                .body("code", equalTo(code))
                .header("X-Recto-Job", notNullValue());
    }

    @Test
    void aFailedPageIsAFailure() {
        worker.follow(Script.pages(1).failing(any -> true, PageFault.UNSUPPORTED_OPTION));
        v1("mistral/" + MODEL, "").statusCode(400).body("code", equalTo("upstream_refused"));
    }

    @Test
    void pagesAndModelMustExistThere() {
        v1("mistral/" + MODEL, "\"pages\": [7]")
                .statusCode(400)
                .body("code", equalTo("page_out_of_range"))
                .body("param", equalTo("pages"));
        v2("mistral/nobody/reads", "")
                .statusCode(400)
                .body("code", equalTo("model_not_found"))
                .body("param", equalTo("model"));
    }

    @Test
    void whoNamesNoUpstreamStaysHere() {
        v1(MODEL, "").statusCode(200).body("model", equalTo(MODEL));
        client().contentType("application/json")
                .body("{" + DOCUMENT + "}")
                .post("/v1/ocr")
                .then()
                .statusCode(200)
                .body("model", equalTo(MODEL));
        v1("mistral-ocr-latest", "").statusCode(200).body("model", equalTo(MODEL));
        v1("mistralx/" + MODEL, "").statusCode(400).body("code", equalTo("model_not_found"));
        client().get("/v1/models")
                .then()
                .body("data.find { it.id == 'fake/behind' }.aliases", everyItem(equalTo("mistral-ocr-latest")))
                .body("data.find { it.id == 'mistral/fake/behind' }", nullValue());
        client().get("/v1/models/mistral-ocr-latest").then().statusCode(200).body("id", equalTo(MODEL));
        client().get("/v1/models/mistral/not-listed").then().statusCode(200).body("id", equalTo("mistral/not-listed"));
    }

    private static ValidatableResponse v1(String model, String options) {
        return post("/v1/ocr", model, options);
    }

    private static ValidatableResponse v2(String model, String options) {
        return post("/v2/ocr", model, options);
    }

    private static ValidatableResponse post(String path, String model, String options) {
        return client().contentType("application/json")
                .body("{\"model\": \"" + model + "\", " + DOCUMENT + (options.isEmpty() ? "" : ", " + options) + "}")
                .post(path)
                .then();
    }

    private Script pagesWithEverything() {
        return pages(true);
    }

    private Script pages(boolean pixels) {
        return Script.pages(2).reading(task -> {
            if (pixels) {
                store.put(ObjectKeys.crop(task.job(), task.page(), 0), JPEG)
                        .await()
                        .atMost(SOON);
            }
            return everything(task.page(), task.options().pictureAnnotation() == null ? null : "{\"kind\": \"cat\"}");
        });
    }

    private static PageResult everything(int page, @Nullable String pictureAnnotation) {
        Box box = new Box(10, 100, 210, 300);
        return new PageResult(
                MARKDOWN,
                new PageDimensions(1700, 2200, 200),
                List.of(
                        block(BlockType.HEADER, "Head", null, null),
                        block(BlockType.TITLE, "# Title", new Box(10, 10, 500, 60), null),
                        block(BlockType.IMAGE, "![img-0.jpeg](img-0.jpeg)", box, 0),
                        block(
                                BlockType.TABLE,
                                MARKDOWN.substring(MARKDOWN.indexOf("| a"), MARKDOWN.indexOf("\n\nFoot")),
                                null,
                                null),
                        block(BlockType.FOOTER, "Foot", new Box(0, 2000, 1700, 2200), null)),
                List.of(new Picture(box, pictureAnnotation)),
                List.of("https://example.org/"),
                new Confidence(0.9, 0.5),
                List.of(new WordScore("Title", 0.8, MARKDOWN.indexOf("Title"))),
                "{\"shop\": \"Corner\"}",
                new TokenUsage(100, 10),
                page == 0 ? Set.of(PageFlag.ATTACHMENTS) : Set.of(PageFlag.ROTATED),
                5);
    }

    private static Block block(BlockType type, String text, @Nullable Box box, @Nullable Integer picture) {
        int start = MARKDOWN.indexOf(text);
        return new Block(type, box, start, start + text.length(), picture, new Confidence(0.7, 0.6));
    }
}
