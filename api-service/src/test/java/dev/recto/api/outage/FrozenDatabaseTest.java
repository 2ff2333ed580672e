package dev.recto.api.outage;

import static dev.recto.api.outage.Crowd.get;
import static dev.recto.api.outage.Crowd.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.TestDatabase;
import dev.recto.parts.PartKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ShortWaits.class)
class FrozenDatabaseTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CLIENTS = 3 * ShortWaits.CONNECTIONS;

    private final Crowd crowd = new Crowd(CLIENTS);

    @SuppressWarnings("NullAway.Init") // by the test resource
    private SeparateParts parts;

    @Inject
    TestDatabase database;

    @AfterEach
    void heal() {
        parts.thaw(PartKind.POSTGRES);
        crowd.close();
    }

    @Test
    void requestsAreRefusedWhileItIsFrozenAndCarriedOutAfterwards() {
        awaitAnswers(get("/v1/files"));

        parts.freeze(PartKind.POSTGRES);
        for (HttpRequest.Builder request : List.of(get("/v1/files"), upload(), get("/v1/files"))) {
            assertThat(crowd.all(request)).succeedsWithin(LIMIT).satisfies(FrozenDatabaseTest::areRefusals);
        }
        parts.thaw(PartKind.POSTGRES);

        awaitAnswers(upload());
        awaitAnswers(get("/v1/files"));
    }

    @Tag("thorough")
    @Test
    void requestsAreRefusedWhileItIsDownAndCarriedOutAfterwards() {
        awaitAnswers(upload());

        parts.kill(PartKind.POSTGRES);
        for (HttpRequest.Builder request : List.of(get("/v1/files"), upload(), get("/v1/files"))) {
            assertThat(crowd.all(request)).succeedsWithin(LIMIT).satisfies(FrozenDatabaseTest::areRefusals);
        }
        parts.start(PartKind.POSTGRES);

        awaitAnswers(upload());
        awaitAnswers(get("/v1/files"));
    }

    @Tag("thorough")
    @Test
    void noConnectionIsLostToThoseWhoGaveUp() {
        for (int i = 0; i < 3; i++) {
            parts.freeze(PartKind.POSTGRES);
            assertThat(crowd.all(upload())).succeedsWithin(LIMIT);
            parts.thaw(PartKind.POSTGRES);
        }

        awaitAnswers(upload());
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(database.count("pg_stat_activity where application_name = 'recto-api'"
                                + " and state like 'idle in transaction%'"))
                        .isZero());
    }

    private void awaitAnswers(HttpRequest.Builder request) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(crowd.all(request).join())
                        .extracting(HttpResponse::statusCode)
                        .containsOnly(200));
    }

    private static void areRefusals(List<HttpResponse<String>> answers) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"service_unavailable\"");
            assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5);
        });
    }
}
