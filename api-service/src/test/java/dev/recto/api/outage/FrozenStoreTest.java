package dev.recto.api.outage;

import static dev.recto.api.outage.Crowd.get;
import static dev.recto.api.outage.Crowd.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.parts.PartKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ShortWaits.class)
class FrozenStoreTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Crowd crowd = new Crowd(ShortWaits.CONNECTIONS);

    @SuppressWarnings("NullAway.Init") // by the test resource
    private SeparateParts parts;

    @AfterEach
    void heal() {
        parts.thaw(PartKind.S3);
        crowd.close();
    }

    @Test
    void filesAreRefusedWhileItIsFrozenAndTakenAfterwards() {
        awaitAnswers(upload());

        parts.freeze(PartKind.S3);
        refuses();
        awaitAnswers(get("/v1/files"));
        parts.thaw(PartKind.S3);

        awaitAnswers(upload());
    }

    @Test
    void filesAreRefusedWhileItIsDownAndTakenAfterwards() {
        awaitAnswers(upload());

        parts.kill(PartKind.S3);
        refuses();
        awaitAnswers(get("/v1/files"));
        parts.start(PartKind.S3);

        awaitAnswers(upload());
    }

    private void refuses() {
        assertThat(crowd.all(upload()))
                .succeedsWithin(LIMIT)
                .satisfies(answers -> assertThat(answers).allSatisfy(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                    assertThat(answer.body()).contains("\"code\":\"service_unavailable\"");
                    assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5);
                }));
    }

    private void awaitAnswers(HttpRequest.Builder request) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(crowd.all(request).join())
                        .extracting(HttpResponse::statusCode)
                        .containsOnly(200));
    }
}
