package dev.recto.api.keys;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.tenancy.LastUse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** From who made a key to who revoked it. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class KeyLifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    TestDatabase database;

    @Inject
    DataSource connections;

    @Inject
    LastUse lastUse;

    @Inject
    SealedKeySweeper sweeper;

    @Test
    void whoMadeAndRevokedItCanBeSeen() {
        Response administrator = make(Map.of("name", "made", "scopes", List.of("admin")));
        String key = administrator.path("key");
        Response made = as(key).contentType("application/json")
                .body(Map.of("name", "audited"))
                .post("/v1/keys");
        made.then()
                .statusCode(200)
                .body("created_by", equalTo(administrator.path("id")))
                .body("scopes", contains("read", "write"))
                .body("expires_at", nullValue())
                .body("revoked_at", nullValue());
        String id = made.path("id");
        client().delete("/v1/keys/" + id).then().statusCode(200);

        client().get("/v1/keys").then().statusCode(200).body("data.id", not(hasItem(id)));
        client().queryParam("revoked", "false").get("/v1/keys").then().body("data.id", not(hasItem(id)));
        Response all = client().queryParam("revoked", "true").get("/v1/keys");

        all.then().statusCode(200);
        String one = "data.find { it.id == '" + id + "' }.";
        assertThat(all.<String>path(one + "revoked_by"))
                .isEqualTo(all.<String>path("data.find { it.name == 'bootstrap' }.id"));
        assertThat(all.<Integer>path(one + "revoked_at")).isPositive();
        client().queryParam("revoked", "perhaps").get("/v1/keys").then().statusCode(422);
    }

    /** Written down by a later version. */
    @Test
    void aScopeThatIsNotKnownYetOpensNothingAndShutsNothing() {
        Response reader = make(Map.of("name", "reader", "scopes", List.of("read")));
        database.execute("update api_key set scopes = '{read,dream}' where id = '" + reader.path("id") + "'");

        as(reader.path("key")).get("/v1/files").then().statusCode(200);
        client().get("/v1/keys").then().statusCode(200);
    }

    @Test
    void anExpiredKeyOpensNothing() {
        Response made = make(Map.of("name", "short", "expires_in", 2));
        String key = made.path("key");
        int expires = made.path("expires_at");

        assertThat((long) expires).isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(60L));
        await().atMost(PATIENCE).until(() -> as(key).get("/v1/models").statusCode() == 401);
        assertThat(Instant.now().getEpochSecond()).isGreaterThanOrEqualTo(expires);
        as(key).get("/v1/models").then().body("code", equalTo("invalid_api_key"));
    }

    @Test
    void whatItMayDoAndForHowLongMustMakeSense() {
        refused(Map.of("name", "x", "scopes", List.of()), "scopes");
        refused(Map.of("name", "x", "scopes", List.of("everything")), "scopes.0");
        refused(Map.of("name", "x", "expires_in", 0), "expires_in");
        refused(Map.of("name", "x", "expires_in", "60"), "expires_in");
        refused(Map.of("name", "x", "administrator", 1), "administrator");
        refused(Map.of("name", "x", "administrator", "true"), "administrator");
        refused(Map.of("name", "x", "scopes", List.of(2)), "scopes.0");
        refused(Map.of("name", 7), "name");
    }

    /** Counted in whole intervals: what happens within one is written once. */
    @Test
    void itsLastUseIsWrittenOnceAnInterval() {
        Response made = make(Map.of("name", "used"));
        String id = made.path("id");
        assertThat(lastUsed(id)).isNull();

        as(made.path("key")).get("/v1/models").then().statusCode(200);
        lastUse.write();

        Integer used = lastUsed(id);
        assertThat(used).isNotNull();
        assertThat(used % 600).isZero();
        assertThat(Instant.now().getEpochSecond() - used).isBetween(0L, 1200L);
        database.execute("update api_key set last_used_at = now() + interval '1 hour' where id = '" + id + "'");
        int later = lastUsed(id);
        lastUse.now(UUID.fromString(id));
        lastUse.write();
        assertThat(lastUsed(id)).isEqualTo(later);
    }

    @Test
    void theSameRequestTellsTheSameKeyToTheSameCaller() {
        String word = UUID.randomUUID().toString();
        String administrator =
                make(Map.of("name", "other", "administrator", true)).path("key");
        Response first = make(PartsResource.KEY, word);
        String id = first.path("id");

        make(PartsResource.KEY, word).then().body("id", equalTo(id)).body("key", equalTo(first.path("key")));
        make(administrator, word).then().body("id", equalTo(id)).body("key", nullValue());

        database.execute("update api_key set created_at = now() - interval '25 hours' where id = '" + id + "'");
        sweeper.sweep();
        make(PartsResource.KEY, word).then().body("id", equalTo(id)).body("key", nullValue());
    }

    /** The same word of the same caller makes another key each time it is used for another one. */
    @Test
    void aKeyDoesNotFollowFromTheRequest() {
        String word = UUID.randomUUID().toString();
        Response first = make(PartsResource.KEY, word);
        database.execute("delete from api_key where id = '" + first.path("id") + "'");

        Response second = make(PartsResource.KEY, word);

        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(second.<String>path("key")).isNotEqualTo(first.path("key"));
    }

    @Test
    void aKeySeenLatelyNeedsNoDatabase() throws Exception {
        String key = make(Map.of("name", "seen")).path("key");
        as(key).get("/v1/models").then().statusCode(200);

        try (LockedKeys locked = new LockedKeys(connections)) {
            as(key).get("/v1/models").then().statusCode(200);
        }
    }

    private Integer lastUsed(String id) {
        return client().get("/v1/keys").path("data.find { it.id == '" + id + "' }.last_used_at");
    }

    private static Response make(Map<String, Object> wanted) {
        return client().contentType("application/json").body(wanted).post("/v1/keys");
    }

    private static Response make(String key, String word) {
        return as(key).contentType("application/json")
                .header("Idempotency-Key", word)
                .body(Map.of("name", "once"))
                .post("/v1/keys");
    }

    private static void refused(Map<String, Object> wanted, String param) {
        make(wanted).then().statusCode(422).body("param", equalTo(param));
    }
}
