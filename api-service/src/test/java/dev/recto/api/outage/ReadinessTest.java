package dev.recto.api.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.HttpClients;
import dev.recto.parts.PartKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health tells which part is away, and no more. */
@QuarkusTest
@TestProfile(ShortWaits.class)
class ReadinessTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @SuppressWarnings("NullAway.Init") // by the test resource
    private SeparateParts parts;

    @AfterEach
    void heal() {
        for (PartKind part : PartKind.values()) {
            parts.thaw(part);
        }
        http.close();
    }

    @Test
    void aServiceWithoutItsDatabaseIsAliveButNotReady() {
        isNotReadyWithout(PartKind.POSTGRES, "postgres");
    }

    @Test
    void aServiceWithoutItsStoreIsAliveButNotReady() {
        isNotReadyWithout(PartKind.S3, "s3");
    }

    @Test
    void aServiceWithoutItsBrokerIsReadyButSaysSo() {
        awaitReady();
        parts.freeze(PartKind.KAFKA);
        await().atMost(LIMIT)
                .until(() -> !check("kafka").path("data").path("answers").asBoolean());

        assertThat(health("ready").statusCode()).isEqualTo(200);
    }

    private void isNotReadyWithout(PartKind part, String name) {
        awaitReady();
        parts.freeze(part);
        await().atMost(LIMIT).until(() -> check(name).path("status").asText().equals("DOWN"));

        assertThat(health("ready").statusCode()).isEqualTo(503);
        assertThat(health("ready").body()).doesNotContain("127.0.0.1").doesNotContain("Exception");
        assertThat(health("live").statusCode()).isEqualTo(200);
        parts.thaw(part);
        awaitReady();
    }

    private void awaitReady() {
        await().atMost(LIMIT).until(() -> health("ready").statusCode() == 200);
    }

    private JsonNode check(String name) {
        try {
            for (JsonNode check : json.readTree(health("ready").body()).path("checks")) {
                if (check.path("name").asText().equals(name)) {
                    return check;
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("there is no check " + name);
    }

    private HttpResponse<String> health(String kind) {
        try {
            return http.send(
                    HttpRequest.newBuilder(HttpClients.managementUri("/q/health/" + kind))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
