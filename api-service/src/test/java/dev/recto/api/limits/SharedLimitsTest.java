package dev.recto.api.limits;

import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.recto.api.Guarded;
import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of the service on one database, each with what it knows: 200 requests and 400 tokens a minute. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
class SharedLimitsTest {
    /** What comes back while the test runs. */
    private static final Offset<Double> SOME = within(60.0);

    @Inject
    LimitsConfig config;

    @Inject
    AllowanceTable table;

    @Inject
    TestDatabase database;

    private Allowances here;
    private Allowances there;
    private final UUID key = UUID.randomUUID();

    @BeforeEach
    void start() {
        here = new Allowances(config);
        there = new Allowances(config);
    }

    @Test
    void howOftenTheyShareIsAnOption() {
        assertThat(config.shareEvery()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void tokensThatWereUsedHereAreUsedUpThere() {
        here.of(key).spend(5000, now());
        here.share(table);
        assertThat(enter(there)).as("what nobody has told yet").isTrue();
        there.share(table);

        assertThat(enter(there)).isFalse();
        assertThat(enter(here)).isFalse();
    }

    @Test
    void requestsAreSharedToo() {
        for (int i = 0; i < 150; i++) {
            assertThat(enter(here)).isTrue();
            assertThat(enter(there)).isTrue();
        }

        here.share(table);
        there.share(table);
        assertThat(enter(there)).isFalse();
        assertThat(enter(here)).as("what nobody has told yet").isTrue();
        here.share(table);
        assertThat(enter(here)).isFalse();
    }

    @Test
    void whatWasUsedIsToldOnce() {
        here.of(key).spend(100, now());
        here.share(table);
        here.share(table);
        there.of(key).spend(10, now());
        there.share(table);
        here.of(key).spend(1, now());
        here.share(table);

        assertThat(left().tokens()).isCloseTo(289, SOME);
    }

    @Test
    void theSharedAllowanceGrowsUpToTheLimit() {
        here.of(key).spend(1000, now());
        here.share(table);
        assertThat(left().tokens()).isCloseTo(-600, SOME);

        passes("1 minute");
        assertThat(left().tokens()).isCloseTo(-200, SOME);

        passes("1 hour");
        assertThat(left()).isEqualTo(new Left(200, 400));
    }

    @Test
    void aDatabaseThatIsAwayLeavesEachWithWhatItKnows() {
        for (int i = 0; i < 3; i++) {
            here.of(key).spend(200, now());
            assertThatThrownBy(() -> here.share(used -> {
                        throw new IllegalStateException("away");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(enter(here)).isFalse();
        assertThat(enter(there)).isTrue();

        here.share(table);

        assertThat(left().tokens()).isCloseTo(-200, SOME);
    }

    @Test
    void whatIsUsedMeanwhileIsNotForgotten() {
        here.of(key).spend(100, now());
        here.share(used -> {
            here.of(key).spend(50, now());
            return table.take(used);
        });
        here.share(table);

        assertThat(left().tokens()).isCloseTo(250, SOME);
    }

    @Test
    void manyKeysAreSharedAtOnce() {
        Map<UUID, Used> used = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            used.put(UUID.randomUUID(), new Used(1, i));
        }

        assertThat(table.take(used)).hasSameSizeAs(used);
        table.take(used)
                .forEach((each, left) -> assertThat(left.tokens())
                        .isCloseTo(
                                400 - 2 * Objects.requireNonNull(used.get(each)).tokens(), SOME));
    }

    /** The other instance is played by the test. */
    @Test
    void theServiceLearnsWhatOthersHaveUsed() {
        Response made = client().contentType("application/json")
                .body(Map.of("name", "shared"))
                .post("/v1/keys");
        here.of(UUID.fromString(made.path("id"))).spend(100_000, now());
        here.share(table);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Response refused = HttpClients.as(made.path("key"))
                    .contentType("application/json")
                    .body("{}")
                    .post("/v1/ocr");
            refused.then().statusCode(429).header("x-ratelimit-remaining-tokens", "0");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isGreaterThan(10_000);
        });
    }

    private boolean enter(Allowances instance) {
        boolean entered = instance.of(key).enter(true, now()).isEmpty();
        if (entered) {
            instance.of(key).leave();
        }
        return entered;
    }

    private Left left() {
        return Objects.requireNonNull(table.take(Map.of(key, new Used(0, 0))).get(key));
    }

    private void passes(String time) {
        database.execute("update key_allowance set updated_at = updated_at - interval '" + time + "' where api_key = '"
                + key + "'");
    }

    private static long now() {
        return System.nanoTime();
    }
}
