package dev.recto.api.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.notNullValue;

import dev.recto.api.HttpClients;
import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import dev.recto.model.DocumentFault;
import dev.recto.model.PageFault;
import dev.recto.model.PageTask;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request that is not read, with the error it gets. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class OcrRefusalsTest {
    private static final String MODEL = "fake/refuser";
    private static final String DOCUMENT = "\"model\": \"fake/refuser\", \"document\": {\"content\": \"aGVsbG8=\"}";

    private FakeWorker worker;

    @Inject
    ServedModels models;

    @BeforeAll
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(2)).awaitServed(models);
    }

    @BeforeEach
    void readEverything() {
        worker.follow(Script.pages(2));
    }

    @AfterAll
    void stopWorker() {
        worker.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"document": {"content": "aGVsbG8="}, "pages": -1}                      | pages
                    {"document": {"content": "aGVsbG8="}, "pages": []}                      | pages
                    {"document": {"content": "aGVsbG8="}, "pages": ""}                      | pages
                    {"document": {"content": "aGVsbG8="}, "model": "gpt\\u00004"}            | model
                    {"document": {"content": "aGVsbG8="}, "prompt": "a\\ud800"}              | prompt
                    {"document": {"content": "aGVsbG8=", "document_name": "\\u0000"}}        | document.document_name
                    {"document": {"document_url": "http://a\\udfff/"}}                      | document.document_url
                    {"document": {"content": "aGVsbG8="}, "any": [{"a": "\\u0000"}]}         | any.0.a
                    {"document": {"content": "aGVsbG8="}, "pages": "4-2"}                   | pages
                    {"document": {"content": "aGVsbG8="}, "pages": "1,,2"}                  | pages
                    {"document": {"content": "aGVsbG8="}, "pages": "0-1000"}                | pages
                    {"document": {"content": "aGVsbG8="}, "pages": "0-99999999999999999999"} | pages
                    {"document": {"content": "aGVsbG8="}, "pages": 1.5}                     | pages
                    {"document": {"content": "aGVsbG8="}, "pages": true}                    | pages
                    {"document": {"content": "aGVsbG8="}, "pages": [0, -2]}                 | pages.1
                    {"document": {"content": "aGVsbG8="}, "pages": [0, "1"]}                | pages.1
                    {"document": {"content": "aGVsbG8="}, "model": 7}                       | model
                    {"document": {"content": "aGVsbG8="}, "include_image_base64": "yes"}    | include_image_base64
                    {"document": {"content": "aGVsbG8="}, "image_limit": -1}                | image_limit
                    {"document": {"content": "aGVsbG8="}, "image_min_size": "10"}           | image_min_size
                    {"document": {"content": "aGVsbG8="}, "table_format": "csv"}            | table_format
                    {"document": {"content": "aGVsbG8="}, "confidence_scores_granularity": "line"} | confidence_scores_granularity
                    {"document": {"content": "aGVsbG8="}, "document_annotation_format": {"type": "json_schema"}} | document_annotation_format.json_schema
                    {"document": {"content": "aGVsbG8="}, "bbox_annotation_format": []}     | bbox_annotation_format
                    {"document": {"content": 5}}                                            | document.content
                    {"document": {"type": "fax", "content": "aGVsbG8="}}                    | document.type
                    {"document": {"content": "aGVsbG8=", "document_content": "aGVsbG8="}}   | document.content
                    {"document": {"image_url": {"detail": "low"}}}                          | document.image_url.url
                    {"document": "aGVsbG8="}                                                | document
                    """)
    void wrongValuesAreNamed(String body, String param) {
        post(body)
                .statusCode(422)
                .body("code", equalTo("validation_error"))
                .body("type", equalTo("RequestValidationError"))
                .body("param", equalTo(param))
                .body("detail[0].loc", instanceOf(List.class))
                .body("detail[0].msg", notNullValue())
                .body("detail[0].type", notNullValue());
    }

    /** Each page's task would have it. */
    @Test
    void aSchemaHasALargestSize() {
        String schema = "{\"title\": \"%s\", \"description\": \"%1$s\"}".formatted("x".repeat(70_000));

        post("{" + DOCUMENT + ", \"document_annotation_format\": {\"type\": \"json_schema\", \"json_schema\":"
                        + " {\"name\": \"a\", \"schema\": " + schema + "}}}")
                .statusCode(422)
                .body("param", equalTo("document_annotation_format.json_schema.schema"));
    }

    /** Long texts of a body lie in files; their names are no part of a schema. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"description\": \"%s\"}",
                "{\"properties\": {\"%s\": {\"type\": \"string\"}}}",
                "{\"properties\": {\"a\": {\"enum\": [\"b\", \"%s\"]}}}"
            })
    void aSchemaHasNoTextThatIsTooLong(String schema) {
        String text = "\u6f22".repeat(50_000);

        post("{" + DOCUMENT + ", \"document_annotation_format\": {\"type\": \"json_schema\", \"json_schema\":"
                        + " {\"name\": \"a\", \"schema\": " + schema.formatted(text) + "}}}")
                .statusCode(422)
                .body("param", equalTo("document_annotation_format.json_schema.schema"))
                .body("detail[0].type", equalTo("string_too_long"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"document                                                       | invalid_json
                    {"model": "fake/refuser"}                                        | missing_document
                    {"document": null}                                               | missing_document
                    {"document": {}}                                                 | missing_document
                    {"document": {"type": "document_url"}}                           | missing_document
                    {"document": {"content": "*"}}                                   | invalid_base64
                    {"document": {"content": "AAA=AAAA"}}                            | invalid_base64
                    {"document": {"content": "+A-A"}}                                | invalid_base64
                    {"document": {"document_url": " data:text/plain,hello"}}         | invalid_base64
                    {"document": {"document_url": "data:text/plain,hello"}}          | invalid_base64
                    {"document": {"content": ""}}                                    | empty_document
                    {"document": {"file_id": "7"}}                                   | invalid_file_id
                    {"document": {"content": "aGVsbG8="}, "pages": 99999999999999, "model": "fake/refuser"} | page_out_of_range
                    {"document": {"content": "aGVsbG8="}, "pages": "0,5", "model": "fake/refuser"} | page_out_of_range
                    {"document": {"content": "aGVsbG8="}, "model": "gpt-4"}          | model_not_found
                    {"document": {"content": "aGVsbG8="}, "model": ""}               | model_not_found
                    {"document": {"content": "aGVsbG8="}, "model": "  "}             | model_not_found
                    """)
    void unusableInputIsABadRequest(String body, String code) {
        post(body).statusCode(400).body("type", equalTo("BadRequestError")).body("code", equalTo(code));
    }

    @Test
    void aBodyThatIsNoObjectOrNotThereAtAll() {
        post("[]").statusCode(422).body("code", equalTo("validation_error"));
        client().post("/v1/ocr").then().statusCode(400).body("code", equalTo("invalid_json"));
    }

    @Test
    void aModelNobodyServesIsUnavailableAndTheServedOnesAreNamed() {
        post("{\"document\": {\"content\": \"aGVsbG8=\"}, \"model\": \"zai-org/GLM-OCR\"}")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("service_unavailable"))
                .body("message", containsString(MODEL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/a.pdf",
                "http://localhost/a.pdf",
                "http://localhost./a.pdf",
                "http://0x7f.1/",
                "http://2130706433/",
                "http://017700000001/",
                "http://127.1/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd"
            })
    void noUrlLeadsInside(String url) {
        String body = "{\"model\": \"fake/refuser\", \"document\": {\"document_url\": \"" + url + "\"}}";

        for (String route : List.of("/v1/ocr", "/v2/ocr")) {
            client().body(body)
                    .post(route)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("url_not_allowed"))
                    .body("param", equalTo("document.document_url"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/ocr", "/v2/ocr"})
    void theHeaderNamesNoOrganisationButOnesOwn(String route) {
        String file = HttpClients.client()
                .multiPart("file", "a.pdf", "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .path("id");
        String body = "{\"model\": \"fake/refuser\", \"document\": {\"file_id\": \"" + file + "\"}}";

        client().header("X-Org-Id", "00000000-0000-7000-8000-000000000001")
                .body(body)
                .post(route)
                .then()
                .statusCode(200);
        client().header("X-Org-Id", OtherOrganisation.ID)
                .body(body)
                .post(route)
                .then()
                .statusCode(404)
                .body("code", equalTo("file_not_found"));
        HttpClients.stranger()
                .contentType("application/json")
                .header("X-Org-Id", "00000000-0000-7000-8000-000000000001")
                .body(body)
                .post(route)
                .then()
                .statusCode(404);
        client().header("X-Org-Id", "acme")
                .body(body)
                .post(route)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_org_id"));
    }

    @Test
    void unknownAndForeignFilesLookTheSame() {
        String id = UUID.randomUUID().toString();
        client().post("/v1/files/" + id + "/ocr").then().statusCode(404).body("code", equalTo("file_not_found"));
        client().post("/v1/files/x/ocr").then().statusCode(400).body("code", equalTo("invalid_file_id"));
        client().header("X-Org-Id", UUID.randomUUID())
                .post("/v1/files/" + id + "/ocr")
                .then()
                .statusCode(404)
                .body("code", equalTo("file_not_found"));
        client().header("X-Org-Id", "acme")
                .post("/v1/files/" + id + "/ocr")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_org_id"));
    }

    @ParameterizedTest
    @EnumSource(DocumentFault.class)
    void aDocumentThatNobodyCanReadIsTheClientsFault(DocumentFault fault) {
        worker.follow(Script.refusing(fault));

        ValidatableResponse response = post("{" + DOCUMENT + "}");

        String code = response.extract().path("code");
        assertThat(response.extract().statusCode())
                .isEqualTo(
                        switch (fault) {
                            case UNSUPPORTED_FORMAT, INVALID, ENCRYPTED, WRONG_PASSWORD, EMPTY, TOO_MANY_PAGES -> 400;
                            case TOO_LARGE -> 413;
                            case GONE -> 404;
                        });
        assertThat(code).isNotEqualTo("ocr_failed");
    }

    @Test
    void aPageThatFailsForGoodFailsTheJobButTheOthersCanBeRead() {
        worker.follow(Script.pages(2).failing(task -> task.page() == 1, PageFault.ENGINE));

        ValidatableResponse response = post("{" + DOCUMENT + "}")
                .statusCode(500)
                .body("code", equalTo("ocr_failed"))
                .body("type", equalTo("OCRProcessingError"))
                .body("job", notNullValue());

        String job = response.extract().header("X-Recto-Job");
        assertThat(worker.taken().stream().filter(task -> task.job().toString().equals(job) && task.page() == 1))
                .extracting(PageTask::attempt)
                .containsExactly(1, 2, 3);
        client().get("/v1/ocr/jobs/" + job)
                .then()
                .statusCode(200)
                .body("status", equalTo("failed"))
                .body("error.code", equalTo("ocr_failed"))
                .body("partial_result.pages.size()", equalTo(1))
                .body("partial_result.pages[0].markdown", equalTo("page 0"));
    }

    @Test
    void aPageThatCannotBeDrawnIsNotTriedAgain() {
        worker.follow(Script.pages(2).failing(task -> task.page() == 0, PageFault.UNDRAWABLE));

        String job = post("{" + DOCUMENT + "}")
                .statusCode(400)
                .body("code", equalTo("invalid_document"))
                .extract()
                .header("X-Recto-Job");

        assertThat(worker.taken())
                .filteredOn(task -> task.job().toString().equals(job) && task.page() == 0)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data"})
    void onlyJsonIsTaken(String type) {
        HttpClients.as(PartsResource.KEY)
                .header("Content-Type", type)
                .body("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/ocr")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @ParameterizedTest
    @CsvSource({"/v1/ocr, gzip", "/v1/files, gzip", "/v1/ocr, 'gzip, identity'", "/v1/ocr, br"})
    void aCompressedBodyIsRefused(String path, String coding) {
        HttpClients.as(PartsResource.KEY)
                .contentType("application/json")
                .header("Content-Encoding", coding)
                .body(new byte[] {0x1f, (byte) 0x8b, 8, 0})
                .post(path)
                .then()
                .statusCode(415)
                .header("Accept-Encoding", equalTo("identity"))
                .body("code", equalTo("unsupported_media_type"))
                .body("message", containsString("Content-Encoding"));
    }

    @Test
    void whereNoBodyIsItsCodingDoesNotMatter() {
        client().header("Content-Encoding", "gzip").get("/v1/models").then().statusCode(200);
    }

    @Test
    void aBodyMaySayThatItIsNotCompressed() {
        client().header("Content-Encoding", "identity")
                .body("{}")
                .post("/v1/ocr")
                .then()
                .statusCode(400)
                .body("code", equalTo("missing_document"));
    }

    @Test
    void theKeyIsCheckedFirst() {
        for (String path : List.of("/v1/ocr", "/v1/nothing", "/v2/ocr/models", "/v1/files/x/ocr")) {
            HttpClients.anonymous()
                    .contentType("text/plain")
                    .body("{")
                    .post(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer"))
                    .header("X-Request-Id", notNullValue())
                    .body("code", equalTo("missing_api_key"))
                    .body("error.type", equalTo("authentication_error"));
        }
        HttpClients.as("wrong").get("/v1/models").then().statusCode(401).body("code", equalTo("invalid_api_key"));
    }

    @Test
    void unknownAddressesAndMethodsHaveTheSameBody() {
        client().get("/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
        client().delete("/v1/ocr").then().statusCode(405).body("code", equalTo("method_not_allowed"));
        client().get("/v1/ocr/jobs/x").then().statusCode(400).body("code", equalTo("invalid_job_id"));
        client().get("/v1/ocr/jobs/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("job_not_found"));
    }

    private static ValidatableResponse post(String body) {
        return client().body(body).post("/v1/ocr").then();
    }

    private static RequestSpecification client() {
        return HttpClients.as(PartsResource.KEY).contentType("application/json");
    }
}
