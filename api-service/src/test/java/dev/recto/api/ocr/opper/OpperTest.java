package dev.recto.api.ocr.opper;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.contract.Contract;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.Block;
import dev.recto.model.BlockType;
import dev.recto.model.Box;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageResult;
import dev.recto.model.Picture;
import dev.recto.model.TokenUsage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpperTest {
    private static final String MODEL = "fake/priced";
    private static final String DOCUMENT =
            "\"model\": \"fake/priced\", \"document\": {\"type\": \"base64\", \"content\": \"aGVsbG8=\", \"document_name\": \"a.pdf\"}";
    private static final String MARKDOWN =
            "# Title\n\n![img-0.jpeg](img-0.jpeg)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    ServedModels models;

    private FakeWorker worker;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, pageWithEverything());
    }

    @BeforeEach
    void untilServed() {
        worker.awaitServed(models);
    }

    @AfterAll
    void stopWorker() {
        worker.close();
        Awaitility.await().atMost(SOON).until(() -> models.slots(MODEL) == 0);
    }

    @Test
    void picturesAndElementsAreListedAndTheCostIsSaid() {
        read(DOCUMENT + ", \"pages\": [0, 1]")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("model", equalTo(MODEL))
                .body("pages.index", contains(0, 1))
                .body("pages[0].blocks", nullValue())
                .body("pages[0].images.id", contains("img-0.jpeg"))
                .body("pages[1].images.id", contains("img-1.jpeg"))
                .body("pages[0].images[0].image_base64", nullValue())
                .body("pages[0].elements.type", contains("text", "picture", "table"))
                .body("pages[0].elements.label", contains("title", "image", "table"))
                .body("pages[0].elements[0].bbox.coord_origin", equalTo("TOPLEFT"))
                .body("pages[0].elements[1].data.image_id", equalTo("img-0.jpeg"))
                .body("cost.generation", equalTo(0.002f))
                .body("cost.platform", equalTo(0.0002f))
                .body("cost.total", equalTo(0.0022f));
    }

    @Test
    void mistralsOptionsMeanWhatTheyMeanThere() {
        read(DOCUMENT + ", \"pages\": 0, \"mistral_extra\": {\"table_format\": \"html\", \"extract_header\": true}")
                .statusCode(200)
                .body("pages[0].tables.format", contains("html"))
                .body("document_annotation", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": \"object\", \"properties\": {\"shop\": {\"type\": \"string\"}}}",
                "{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"x\", \"schema\": {\"type\": \"object\", \"properties\": {\"shop\": {\"type\": \"string\"}}}}}"
            })
    void aSchemaMayBeBareOrWrapped(String schema) {
        read(DOCUMENT + ", \"pages\": [0], \"mistral_extra\": {\"document_annotation_format\": " + schema + "}")
                .statusCode(200)
                .body(Contract.matches("OcrResponse"))
                .body("document_annotation", equalTo("{\"shop\":\"Corner\"}"));

        assertThat(worker.taken().getLast().options().annotationSchema())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"shop\":{\"type\":\"string\"}}}");
    }

    @Test
    void doclingsHintsAreTaken() {
        read(DOCUMENT
                        + ", \"pages\": [0], \"docling_extra\": {\"output_format\": \"text\", \"force_ocr\": true, \"table_mode\": \"accurate\"}")
                .statusCode(200)
                .body("pages[0].markdown", equalTo("Title\n\na\tb\n1\t2"))
                .body("usage_info.applied_settings.output_format", equalTo("text"));
        read(DOCUMENT + ", \"pages\": [0], \"docling_extra\": {\"output_format\": \"html\"}")
                .statusCode(200)
                .body("pages[0].markdown", equalTo(MARKDOWN));
    }

    @Test
    void picturesAreLimited() {
        read(DOCUMENT + ", \"image_min_size\": 300").statusCode(200).body("pages[0].images", empty());
        read(DOCUMENT + ", \"image_limit\": 1").statusCode(200).body("pages[0].images", hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"document\": {\"content\": \"aGVsbG8=\"}                       | 422 | model",
                "\"model\": null, \"document\": {\"content\": \"aGVsbG8=\"}      | 422 | model",
                "\"model\": \"\", \"document\": {\"content\": \"aGVsbG8=\"}      | 422 | model",
                "\"model\": \"fake/priced\"                                      | 422 | document",
                "\"model\": \"fake/priced\", \"document\": {}                    | 422 | document",
                "\"model\": \"fake/priced\", \"document\": 7                     | 422 | document",
                "\"model\": \"fake/priced\", \"document\": {\"content\": \"!\"}  | 400 | document.content",
                "\"model\": \"mistral/unknown\", \"document\": {\"content\": \"aGVsbG8=\"} | 400 | model"
            })
    void modelAndDocumentAreNeeded(String fields, int status, String param) {
        read(fields).statusCode(status).body(Contract.matches("Error")).body("param", equalTo(param));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"image_limit\": 0                                              | image_limit",
                "\"image_min_size\": 0                                           | image_min_size",
                "\"include_image_base64\": \"yes\"                               | include_image_base64",
                "\"pages\": [-1]                                                 | pages.0",
                "\"mistral_extra\": []                                           | mistral_extra",
                "\"mistral_extra\": {\"table_format\": \"latex\"}                | mistral_extra.table_format",
                "\"mistral_extra\": {\"extract_footer\": 1}                      | mistral_extra.extract_footer",
                "\"mistral_extra\": {\"bbox_annotation_format\": \"x\"}          | mistral_extra.bbox_annotation_format",
                "\"docling_extra\": {\"force_ocr\": \"x\"}                       | docling_extra.force_ocr",
                "\"docling_extra\": {\"output_format\": 7}                       | docling_extra.output_format"
            })
    void badOptionsAreNamed(String option, String param) {
        read(DOCUMENT + ", " + option)
                .statusCode(422)
                .body(Contract.matches("Error"))
                .body("param", equalTo(param));
    }

    @Test
    void aKeyAndJsonAreNeeded() {
        anonymous()
                .contentType("application/json")
                .body("{}")
                .post("/v2/ocr")
                .then()
                .statusCode(401)
                .body(Contract.matches("Error"));
        anonymous().get("/v2/ocr/models").then().statusCode(401);
        client().contentType("text/plain")
                .body("{}")
                .post("/v2/ocr")
                .then()
                .statusCode(415)
                .body(Contract.matches("Error"));
        client().contentType("application/json")
                .body("{")
                .post("/v2/ocr")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_json"));
    }

    @Test
    void modelsAreListedWithTheirPrices() {
        client().get("/v2/ocr/models")
                .then()
                .statusCode(200)
                .body(Contract.matches("OcrModelListV2"))
                .body("meta.total_count", greaterThan(0))
                .body("data.find { it.name == 'fake/priced' }.cost_per_page", equalTo(0.001f))
                .body("data.name", not(empty()));
    }

    private static ValidatableResponse read(String fields) {
        return client().contentType("application/json")
                .body("{" + fields + "}")
                .post("/v2/ocr")
                .then();
    }

    private static Script pageWithEverything() {
        return Script.pages(2).reading(any -> everything());
    }

    private static PageResult everything() {
        int picture = MARKDOWN.indexOf("!");
        int table = MARKDOWN.indexOf("|");
        return new PageResult(
                MARKDOWN,
                new PageDimensions(1700, 2200, 200),
                List.of(
                        new Block(BlockType.TITLE, new Box(10, 10, 500, 60), 0, 7, null, null),
                        new Block(BlockType.IMAGE, new Box(10, 100, 210, 300), picture, table - 2, 0, null),
                        new Block(BlockType.TABLE, null, table, MARKDOWN.length(), null, null)),
                List.of(new Picture(new Box(10, 100, 210, 300))),
                List.of(),
                null,
                List.of(),
                "{\"shop\": \"Corner\"}",
                new TokenUsage(100, 10),
                Set.of(),
                5);
    }
}
