package dev.recto.api.files;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FilesTest {
    private static final byte[] PDF = "%PDF-1.7\nnot much of one".getBytes(StandardCharsets.UTF_8);

    @Test
    void aStoredFileIsDescribedInEveryClientsWords() {
        String id = client().multiPart("file", "delivery-note.pdf", PDF)
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("object", equalTo("file"))
                .body("filename", equalTo("delivery-note.pdf"))
                .body("bytes", equalTo(PDF.length))
                .body("file_size", equalTo(PDF.length))
                .body("purpose", equalTo("ocr"))
                .body("status", equalTo("complete"))
                .body("status_details", nullValue())
                .body("mimetype", equalTo("application/pdf"))
                .body("sample_type", equalTo("ocr_input"))
                .body("source", equalTo("upload"))
                .body("num_lines", nullValue())
                .body("visibility", equalTo("workspace"))
                .body("expires_at", nullValue())
                .body("deleted", equalTo(false))
                .extract()
                .path("id");

        String described =
                client().get("/v1/files/" + id).then().statusCode(200).extract().asString();
        assertThat(described).contains("\"id\":\"" + id + "\"");
    }

    private static RequestSpecification client() {
        return given().auth().preemptive().oauth2(PartsResource.KEY);
    }
}
