package dev.recto.api.files.upload;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.RawForm;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Uploads to try things with. */
final class SomeUploads {
    static final byte[] PDF = "%PDF-1.7 in three small parts".getBytes(UTF_8);
    static final String OPEN = """
            {"filename": "archive.pdf", "bytes": %d, "mime_type": "application/pdf", "purpose": "ocr"}
            """;

    private SomeUploads() {}

    static String open(long size) {
        return client().contentType("application/json")
                .body(OPEN.formatted(size))
                .post("/v1/uploads")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    static String part(String upload, byte[] bytes) {
        var stored = new RawForm().file("data", "blob", bytes).post("/v1/uploads/" + upload + "/parts");
        assertThat(stored.statusCode()).isEqualTo(200);
        return JsonPath.from(stored.body()).getString("id");
    }

    static Response complete(String upload, @Nullable String md5, String... parts) {
        String ids = "[\"" + String.join("\", \"", parts) + "\"]";
        return client().contentType("application/json")
                .body("{\"part_ids\": " + ids + (md5 == null ? "}" : ", \"md5\": \"" + md5 + "\"}"))
                .post("/v1/uploads/" + upload + "/complete");
    }

    static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
