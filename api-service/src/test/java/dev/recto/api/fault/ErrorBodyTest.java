package dev.recto.api.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode body(ApiException fault) {
        return JSON.valueToTree(ErrorBody.of(fault, "req_1"));
    }

    @Test
    void carriesTheFormsOfAllClients() {
        JsonNode body = body(new ApiException(ErrorCode.UNSUPPORTED_FORMAT).param("document"));

        assertThat(body).isEqualTo(tree("""
                        {"object": "error", "type": "BadRequestError", "code": "unsupported_format", "param": "document",
                         "message": "The document is neither a PDF nor a PNG, JPEG, TIFF, WEBP, GIF, BMP or JPEG 2000 picture; HEIC is not read.",
                         "detail": "The document is neither a PDF nor a PNG, JPEG, TIFF, WEBP, GIF, BMP or JPEG 2000 picture; HEIC is not read.", "request_id": "req_1",
                         "error": {"message": "The document is neither a PDF nor a PNG, JPEG, TIFF, WEBP, GIF, BMP or JPEG 2000 picture; HEIC is not read.", "type": "invalid_request_error",
                                   "param": "document", "code": "unsupported_format"}}"""));
    }

    @Test
    void listsEachProblemOfAValidationError() {
        Problem negative = Problem.of(
                List.of(new Place.Field("body"), new Place.Field("pages"), new Place.Position(0)),
                "must not be negative",
                "greater_than_equal");

        JsonNode body = body(ApiException.invalid(List.of(negative, Problem.query("limit", "too large", "max"))));

        assertThat(body.get("message").asText()).isEqualTo("pages.0: must not be negative");
        assertThat(body.get("param").asText()).isEqualTo("pages.0");
        assertThat(body.get("detail")).isEqualTo(tree("""
                        [{"loc": ["body", "pages", 0], "msg": "must not be negative", "type": "greater_than_equal"},
                         {"loc": ["query", "limit"], "msg": "too large", "type": "max"}]"""));
    }

    @Test
    void detailIsAListExactlyForValidationErrors() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(body(new ApiException(code)).get("detail").isArray())
                    .as(code.word())
                    .isEqualTo(code.status() == 422);
        }
    }

    @Test
    void namesTheJobWhereThereIsOne() {
        UUID job = UUID.randomUUID();

        assertThat(body(new ApiException(ErrorCode.OCR_TIMEOUT).job(job))
                        .get("job")
                        .asText())
                .isEqualTo(job.toString());
        assertThat(body(new ApiException(ErrorCode.OCR_TIMEOUT)).has("job")).isFalse();
    }

    @Test
    void everyStatusOfTheFrameworkHasACodeOfThatStatus() {
        for (int status : new int[] {400, 401, 404, 405, 413, 415, 422, 429, 500, 503}) {
            assertThat(ErrorCode.ofStatus(status).status()).isEqualTo(status);
        }
        assertThat(ErrorCode.ofStatus(406).status()).isEqualTo(400);
    }

    @Test
    void wordsAreUnique() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::word)).doesNotHaveDuplicates();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
