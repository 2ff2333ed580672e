package dev.recto.api.files;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import dev.recto.api.RawForm;
import dev.recto.api.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class StalledDownloadTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** More than all buffers between the two hold. */
    private static final int LARGE = 16_000_000;

    @Test
    void whoTakesNothingOfADownloadIsHungUpOn() throws IOException {
        String file = stored();
        try (Socket socket = RawHttp.connectNarrowly()) {
            socket.getOutputStream().write(RawHttp.head("GET", "/v1/files/" + file + "/content", ""));
            assertThat(new String(socket.getInputStream().readNBytes(13), US_ASCII))
                    .isEqualTo("HTTP/1.1 200 ");

            await().atMost(SOON).until(() -> RawHttp.isHungUp(socket));
        }
    }

    private static String stored() {
        String answer = new RawForm()
                .field("purpose", "user_data")
                .file("file", "large", new byte[LARGE])
                .post("/v1/files")
                .body();
        assertThat(answer).contains("\"id\":");
        return JsonPath.from(answer).getString("id");
    }
}
