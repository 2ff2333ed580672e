package dev.recto.api;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.oneOf;

/** What a client of the default organisation hands in, and the id that it is given. */
public final class Submissions {
    private Submissions() {}

    public static String file(String name, String content) {
        return client().multiPart("file", name, content.getBytes(UTF_8))
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    /** A request whose answer isn't waited for. */
    public static String reading(String body) {
        return client().contentType("application/json")
                .header("Prefer", "respond-async")
                .body(body)
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .body("status", oneOf("queued", "running", "completed"))
                .extract()
                .path("id");
    }

    public static String batch(String body) {
        return client().contentType("application/json")
                .body(body)
                .post("/v1/batch/jobs")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }
}
