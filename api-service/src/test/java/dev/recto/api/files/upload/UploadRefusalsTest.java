package dev.recto.api.files.upload;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.files.upload.SomeUploads.OPEN;
import static dev.recto.api.files.upload.SomeUploads.PDF;
import static dev.recto.api.files.upload.SomeUploads.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.RawForm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upload does not take, and who does not get to see it. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class UploadRefusalsTest {
    @Test
    void sizesHaveBounds() {
        String upload = open(512 << 20);
        byte[] tooLarge = new byte[(64 << 20) + 1];

        var refused = new RawForm().file("data", "blob", tooLarge).post("/v1/uploads/" + upload + "/parts");

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(JsonPath.from(refused.body()).getString("code")).isEqualTo("part_too_large");
        client().contentType("application/json")
                .body(OPEN.formatted((512 << 20) + 1L))
                .post("/v1/uploads")
                .then()
                .statusCode(413)
                .body("code", equalTo("file_too_large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | filename",
                "{'filename': '', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr'} | filename",
                "{'filename': 'a/', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr'} | filename",
                "{'filename': 'a', 'bytes': 0, 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': 'x', 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': '1', 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': 12.0, 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': 1.5, 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': true, 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 7, 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr'} | filename",
                "{'filename': 'a', 'bytes': 1, 'mime_type': false, 'purpose': 'ocr'} | mime_type",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a', 'purpose': 'ocr'} | mime_type",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'OCR'} | purpose",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 0} | purpose",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': '0'} | purpose",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {}} | expires_after",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {'anchor': 'now', 'seconds': 3600}} | expires_after.anchor",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {'anchor': 'created_at', 'seconds': 3599}} | expires_after.seconds",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {'anchor': 'created_at', 'seconds': '3600'}} | expires_after.seconds"
            })
    void badAnnouncementsAreNamed(String body, String field) {
        Response refused = client().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/uploads");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("detail.loc").toString()).contains("body, " + field.replace(".", ", "));
    }

    @Test
    void aNameIsAsLongAsItsCharactersAre() {
        for (int length : List.of(255, 256)) {
            client().contentType("application/json; charset=UTF-8")
                    .body(Map.of(
                            "filename",
                            "\ud83d\ude42".repeat(length),
                            "bytes",
                            1,
                            "mime_type",
                            "a/b",
                            "purpose",
                            "ocr"))
                    .post("/v1/uploads")
                    .then()
                    .statusCode(length == 255 ? 200 : 422)
                    .body("detail[0].type", length == 255 ? nullValue() : equalTo("size"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'part_ids': []}",
                "{'part_ids': [null]}",
                "{'part_ids': 'x'}",
                "{'part_ids': [7]}",
                "{'part_ids': [[]]}",
                "{'part_ids': ['a'], 'md5': 'short'}"
            })
    void badCompletionsAreRefused(String body) {
        client().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/uploads/" + open(PDF.length) + "/complete")
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_error"));
    }

    @Test
    void aPartMustBeAFileOfAForm() {
        String upload = open(PDF.length);

        client().multiPart("other", "blob", PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(422)
                .body("detail[0].loc", equalTo(List.of("body", "data")));
        client().contentType("application/octet-stream")
                .body(PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(415);
    }

    @Test
    void strangersFindNothing() {
        String upload = open(PDF.length);

        for (String id : List.of(UUID.randomUUID().toString(), "nonsense")) {
            client().post("/v1/uploads/" + id + "/cancel")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("upload_not_found"));
        }
        stranger().post("/v1/uploads/" + upload + "/cancel").then().statusCode(404);
        stranger()
                .multiPart("data", "blob", PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(404);
        stranger()
                .contentType("application/json")
                .body("{\"part_ids\": [\"a\"]}")
                .post("/v1/uploads/" + upload + "/complete")
                .then()
                .statusCode(404);
        anonymous().post("/v1/uploads/" + upload + "/cancel").then().statusCode(401);
        client().header("X-Org-Id", OtherOrganisation.ID)
                .contentType("application/json")
                .body(OPEN.formatted(1))
                .post("/v1/uploads")
                .then()
                .statusCode(403)
                .body("code", equalTo("org_forbidden"));
    }
}
