package dev.recto.api.web.input;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.recto.api.Guarded;
import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One organisation's documents on their way leave room for another's. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
class SpoolShareTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int HELD = 800_000;
    private static final int HELD_IN_MEMORY = 500_000;

    @Test
    void whoFillsItsShareIsRefusedAndOthersAreNot() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream()
                    .write(RawHttp.head(
                            "POST",
                            "/v1/files",
                            "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n"));
            socket.getOutputStream()
                    .write("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                            .getBytes(UTF_8));
            socket.getOutputStream().write(new byte[HELD]);
            Awaitility.await().atMost(SOON).until(() -> held() > HELD / 2);

            upload(client())
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("rate_limited"));
            upload(stranger()).statusCode(200);
        }
        Awaitility.await().atMost(SOON).until(() -> held() == 0);
        upload(client()).statusCode(200);
    }

    /** A document's other fields stay in memory until all have come, and any body that is small enough does. */
    @Test
    void whoFillsItsShareOfMemoryIsRefusedAndOthersAreNot() throws IOException {
        String fields = "{\"x\": [" + "1,".repeat(HELD_IN_MEMORY / 2);
        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream()
                    .write(RawHttp.head(
                            "POST", "/v1/ocr", "Content-Type: application/json\r\nContent-Length: 900000\r\n"));
            socket.getOutputStream().write(fields.getBytes(UTF_8));
            Awaitility.await().atMost(SOON).until(() -> inMemory() > HELD_IN_MEMORY / 2);

            client().contentType("application/json")
                    .body(fields)
                    .post("/v1/ocr")
                    .then()
                    .statusCode(429)
                    .body("code", equalTo("rate_limited"));
            client().contentType("application/json")
                    .body("{\"filename\": \"" + "x".repeat(HELD_IN_MEMORY) + "\"}")
                    .post("/v1/uploads")
                    .then()
                    .statusCode(429);
            stranger()
                    .contentType("application/json")
                    .body("{\"filename\": \"a\", \"bytes\": 5, \"mime_type\": \"a/b\", \"purpose\": \"user_data\"}")
                    .post("/v1/uploads")
                    .then()
                    .statusCode(200);
        }
        Awaitility.await().atMost(SOON).until(() -> inMemory() == 0);
    }

    private static ValidatableResponse upload(RequestSpecification request) {
        return request.multiPart("file", "a.txt", new byte[200_000])
                .multiPart("purpose", "user_data")
                .post("/v1/files")
                .then();
    }

    private static double held() {
        return gauge("recto_spool_bytes");
    }

    private static double inMemory() {
        return gauge("recto_spool_memory_bytes");
    }

    private static double gauge(String name) {
        return HttpClients.management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
