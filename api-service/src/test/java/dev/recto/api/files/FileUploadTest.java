package dev.recto.api.files;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.files.SomeFiles.PDF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.RawForm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FileUploadTest {
    @Test
    void aStoredFileIsDescribedInEveryClientsWords() {
        long before = Instant.now().getEpochSecond();

        var stored = ocr(PDF).post("/v1/files")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("object", equalTo("file"))
                .body("filename", equalTo("a.pdf"))
                .body("bytes", equalTo(PDF.length))
                .body("file_size", equalTo(PDF.length))
                .body("purpose", equalTo("ocr"))
                .body("status", equalTo("complete"))
                .body("status_details", nullValue())
                .body("created_by", notNullValue())
                .body("org_id", equalTo("00000000-0000-7000-8000-000000000001"))
                .body("project_id", equalTo("00000000-0000-7000-8000-000000000002"))
                .body("mimetype", equalTo("application/pdf"))
                .body("sample_type", equalTo("ocr_input"))
                .body("source", equalTo("upload"))
                .body("num_lines", nullValue())
                .body("signature.length()", equalTo(64))
                .body("visibility", equalTo("workspace"))
                .body("expires_at", nullValue())
                .body("deleted", equalTo(false))
                .extract();

        Integer created = stored.path("created_at");
        assertThat((long) created).isBetween(before, before + 60);
        assertThat(Instant.parse(stored.path("created_at_iso"))).isEqualTo(Instant.ofEpochSecond(created));
        assertThat(UUID.fromString(stored.path("id")).version()).isEqualTo(7);
        client().get("/v1/files/" + stored.path("id")).then().statusCode(200).body(equalTo(stored.asString()));
    }

    @Test
    void whatIsNotThereIsNullButNamed() {
        assertThat(ocr(PDF).post("/v1/files").jsonPath().getMap(""))
                .containsOnlyKeys(
                        "id",
                        "object",
                        "filename",
                        "bytes",
                        "file_size",
                        "purpose",
                        "status",
                        "status_details",
                        "created_at",
                        "created_at_iso",
                        "created_by",
                        "org_id",
                        "project_id",
                        "mimetype",
                        "sample_type",
                        "source",
                        "num_lines",
                        "signature",
                        "visibility",
                        "expires_at",
                        "deleted");
        assertThat(client().get("/v1/files?include_total=false&search=nothing-has-this-name")
                        .jsonPath()
                        .getMap(""))
                .containsOnlyKeys("object", "data", "has_more", "first_id", "last_id", "total");
    }

    @Test
    void openAisClientsGetTheWordTheyWaitFor() {
        String id = ocr(PDF).header("X-Stainless-Lang", "js")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .body("status", equalTo("processed"))
                .extract()
                .path("id");

        client().header("X-Stainless-Lang", "js").get("/v1/files/" + id).then().body("status", equalTo("processed"));
        client().get("/v1/files/" + id).then().body("status", equalTo("complete"));
    }

    @Test
    void jsonLinesAreCountedAndKeptForBatches() {
        client().multiPart("file", "rows.jsonl", "{\"body\":{}}\n{\"body\":{}}\n".getBytes(UTF_8))
                .multiPart("purpose", "batch")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .body("num_lines", equalTo(2))
                .body("sample_type", equalTo("batch_request"))
                .body("mimetype", equalTo("application/jsonl"));
    }

    @ParameterizedTest
    @CsvSource({
        "user_data, other",
        "vision, other",
        "assistants, other",
        "evals, other",
        "fine-tune, instruct",
        "modelweights, other",
        "logo, other",
        "avatar, other"
    })
    void otherPurposesTakeAnyBytes(String purpose, String sampleType) {
        client().multiPart("file", "any", new byte[] {0, (byte) 0xFF, 7})
                .multiPart("purpose", purpose)
                .post("/v1/files")
                .then()
                .statusCode(200)
                .body("purpose", equalTo(purpose))
                .body("mimetype", nullValue())
                .body("sample_type", equalTo(sampleType));
    }

    @Test
    void softFactsAreKept() {
        var stored = ocr(PDF).multiPart("visibility", "user")
                .multiPart("expiry", "2")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .body("visibility", equalTo("user"))
                .extract()
                .jsonPath();

        assertThat(stored.getLong("expires_at") - stored.getLong("created_at")).isEqualTo(7200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filename=\"Größe 漢字.pdf\" | Größe 漢字.pdf",
                "filename=plain.pdf | plain.pdf",
                "filename=\"Gr__e.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22a%22.pdf | Größe \"a\".pdf",
                "filename*=iso-8859-1'de'Gr%F6%DFe.pdf; filename=\"Gr__e.pdf\" | Größe.pdf",
                "filename=\"plain.pdf\"; filename*=UTF-8''%C3.pdf | plain.pdf",
                "filename=\"plain.pdf\"; filename*=nope''other.pdf | plain.pdf",
                "filename=\"a; filename*=UTF-8''b.pdf\" | a; filename*=UTF-8''b.pdf",
                "filename=\"../../etc/a.pdf\" | a.pdf",
                "filename=\"C:\\\\docs\\\\a.pdf\" | a.pdf"
            })
    void namesAreTakenAsTheyComeWithoutDirectories(String disposition, String name) {
        var stored = new RawForm()
                .part("name=\"file\"; " + disposition, PDF)
                .field("purpose", "ocr")
                .post("/v1/files");

        assertThat(stored.statusCode()).isEqualTo(200);
        assertThat(JsonPath.from(stored.body()).getString("filename")).isEqualTo(name);
    }

    @Test
    void expiryComesInOpenAisFormToo() {
        var stored = ocr(PDF).multiPart("expires_after[anchor]", "created_at")
                .multiPart("expires_after[seconds]", "3600")
                .post("/v1/files")
                .jsonPath();

        assertThat(stored.getLong("expires_at") - stored.getLong("created_at")).isEqualTo(3600);
    }

    @Test
    void whatIsNoDocumentCanNotBeRead() {
        refused(ocr("table.pdf", "a,b,c".getBytes(UTF_8)), 400, "unsupported_format", "file");
        refused(ocr(new byte[0]), 400, "empty_document", "file");
    }

    @Test
    void aBatchFileMustBeText() {
        refused(
                client().multiPart("file", "a.jsonl", new byte[] {'{', (byte) 0xC0, '}'})
                        .multiPart("purpose", "batch"),
                400,
                "invalid_batch_file",
                "file");
    }

    @Test
    void missingFieldsAreAllNamed() {
        client().multiPart("visibility", "nobody")
                .multiPart("expires_after[seconds]", "10")
                .post("/v1/files")
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_error"))
                .body("type", equalTo("RequestValidationError"))
                .body("detail.find { it.loc == ['body','purpose'] }.type", equalTo("missing"))
                .body("detail.find { it.loc == ['body','file'] }.type", equalTo("missing"))
                .body("detail.find { it.loc == ['body','visibility'] }.type", equalTo("enum"))
                .body(
                        "detail.find { it.loc == ['body','expires_after','seconds'] }.type",
                        equalTo("greater_than_equal"))
                .body("detail.find { it.loc == ['body','expires_after','anchor'] }.type", equalTo("missing"))
                .body("detail", hasSize(5));
    }

    @ParameterizedTest
    @CsvSource({
        "purpose, nonsense",
        "purpose, OCR",
        "expiry, 0",
        "expiry, 8761",
        "expiry, -1",
        "expiry, 1.5",
        "expiry, soon",
        "expiry, 99999999999999999999",
        "visibility, WORKSPACE"
    })
    void badFieldsAreRefused(String field, String value) {
        var request = client().multiPart("file", "a.pdf", PDF).multiPart(field, value);
        refused(
                field.equals("purpose") ? request : request.multiPart("purpose", "ocr"),
                422,
                "validation_error",
                field);
    }

    @Test
    void twoWaysToExpireAreOneTooMany() {
        refused(
                ocr(PDF).multiPart("expiry", "1")
                        .multiPart("expires_after[anchor]", "created_at")
                        .multiPart("expires_after[seconds]", "3600"),
                422,
                "validation_error",
                "expiry");
    }

    @Test
    void aFileNeedsAName() {
        refused(ocr("dir/", PDF), 422, "validation_error", "file");
        refused(ocr("n".repeat(256), PDF), 422, "validation_error", "file");
        ocr("n".repeat(255), PDF).post("/v1/files").then().statusCode(200);
        assertThat(named("\ud83d\ude42".repeat(255))).isEqualTo(200);
        assertThat(named("\ud83d\ude42".repeat(256))).isEqualTo(422);
    }

    private static int named(String name) {
        return new RawForm()
                .part("name=\"file\"; filename=\"" + name + "\"", PDF)
                .field("purpose", "ocr")
                .post("/v1/files")
                .statusCode();
    }

    @Test
    void theBodyMustBeAForm() {
        client().contentType("application/json")
                .body("{}")
                .post("/v1/files")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @Test
    void organisationAndKeyAreChecked() {
        refused(ocr(PDF).header("X-Org-Id", OtherOrganisation.ID), 403, "org_forbidden", "org_id");
        refused(ocr(PDF).header("X-Org-Id", "none"), 400, "invalid_org_id", "org_id");
        anonymous()
                .multiPart("file", "a.pdf", PDF)
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .then()
                .statusCode(401)
                .body("code", equalTo("missing_api_key"));
    }

    @Test
    void aFileOfTheLargestSizeIsTakenAndOneByteMoreIsNot() {
        byte[] largest = Arrays.copyOf(PDF, 50 << 20);

        var taken = new RawForm()
                .file("file", "a.pdf", largest)
                .field("purpose", "ocr")
                .post("/v1/files");
        var refused = new RawForm()
                .file("file", "a.pdf", Arrays.copyOf(PDF, largest.length + 1))
                .field("purpose", "ocr")
                .post("/v1/files");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(JsonPath.from(taken.body()).getInt("bytes")).isEqualTo(largest.length);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(JsonPath.from(refused.body()).getString("code")).isEqualTo("file_too_large");
    }

    private static RequestSpecification ocr(byte[] bytes) {
        return ocr("a.pdf", bytes);
    }

    private static RequestSpecification ocr(String name, byte[] bytes) {
        return client().multiPart("file", name, bytes).multiPart("purpose", "ocr");
    }

    private static void refused(RequestSpecification request, int status, String code, String param) {
        request.post("/v1/files")
                .then()
                .statusCode(status)
                .contentType("application/json")
                .body("object", equalTo("error"))
                .body("code", equalTo(code))
                .body("param", equalTo(param));
    }
}
