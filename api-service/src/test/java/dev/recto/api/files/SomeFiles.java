package dev.recto.api.files;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Files to try things with. */
final class SomeFiles {
    static final byte[] PDF = "%PDF-1.7\nnot much of one, but it begins like one".getBytes(UTF_8);
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 1, 2};
    static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16};

    private SomeFiles() {}

    static String stored(String name, byte[] bytes, String purpose) {
        return client().multiPart("file", name, bytes)
                .multiPart("purpose", purpose)
                .post("/v1/files")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    static String storedPdf() {
        return stored("some.pdf", PDF, "ocr");
    }

    /** A name that no other test uses. */
    static String uniqueName() {
        return "unique-" + UUID.randomUUID();
    }
}
