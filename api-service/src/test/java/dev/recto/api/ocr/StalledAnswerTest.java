package dev.recto.api.ocr;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.models.ServedModels;
import dev.recto.api.worker.FakeWorker;
import dev.recto.api.worker.Script;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer that nobody takes holds nothing for long. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class StalledAnswerTest {
    private static final String MODEL = "fake/wordy";
    private static final Duration SOON = Duration.ofSeconds(60);

    /** More of them than all buffers between the two hold. */
    private static final int PAGES = 16;

    private static final String TEXT = "much ".repeat(200_000);

    @Inject
    ServedModels models;

    private FakeWorker worker;

    @BeforeEach
    void startWorker() {
        worker = new FakeWorker(MODEL, 4, Script.pages(PAGES).reading(task -> Script.text(TEXT))).awaitServed(models);
    }

    @AfterEach
    void stopWorker() {
        worker.close();
    }

    @Test
    void whoTakesNothingOfAnAnswerIsHungUpOn() throws IOException {
        String job = read();
        try (Socket socket = RawHttp.connectNarrowly()) {
            socket.getOutputStream().write(RawHttp.head("GET", "/v1/ocr/jobs/" + job + "?view=full", ""));
            assertThat(new String(socket.getInputStream().readNBytes(13), US_ASCII))
                    .isEqualTo("HTTP/1.1 200 ");

            await().atMost(SOON).until(() -> RawHttp.isHungUp(socket));
        }
    }

    private static String read() {
        String job = client().contentType("application/json")
                .header("Prefer", "respond-async")
                .body("{\"model\": \"" + MODEL + "\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .path("id");
        await().atMost(SOON)
                .until(() -> client().get("/v1/ocr/jobs/" + job + "?view=progress")
                        .path("status")
                        .equals("completed"));
        return job;
    }
}
