package dev.recto.api.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.HttpClients;
import dev.recto.parts.PartKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An autoscaler that is told zero ends workers, so an outage must not look like one. */
@QuarkusTest
@TestProfile(ShortWaits.class)
class ScalingOutageTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init") // by the test resource
    private SeparateParts parts;

    @AfterEach
    void heal() {
        parts.thaw(PartKind.POSTGRES);
    }

    @Test
    void aDatabaseThatIsFrozenIsNoZero() {
        awaitAnswer();

        parts.freeze(PartKind.POSTGRES);
        nothingIsSaid();
        parts.thaw(PartKind.POSTGRES);

        awaitAnswer();
    }

    @Tag("thorough")
    @Test
    void aDatabaseThatIsDownIsNoZero() {
        awaitAnswer();

        parts.kill(PartKind.POSTGRES);
        nothingIsSaid();
        parts.start(PartKind.POSTGRES);

        awaitAnswer();
    }

    @Test
    void aBrokerThatIsAwayChangesNothing() {
        awaitAnswer();

        parts.freeze(PartKind.KAFKA);
        try {
            assertThat(ask().statusCode()).isEqualTo(200);
        } finally {
            parts.thaw(PartKind.KAFKA);
        }
    }

    private static void nothingIsSaid() {
        for (int asked = 0; asked < 3; asked++) {
            Response answer = ask();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.jsonPath().getString("code")).isEqualTo("service_unavailable");
            assertThat(answer.jsonPath().<Object>get("open")).isNull();
        }
    }

    private static void awaitAnswer() {
        await().atMost(LIMIT).until(() -> ask().statusCode() == 200);
    }

    private static Response ask() {
        return HttpClients.management("/q/scaling/tesseract");
    }
}
