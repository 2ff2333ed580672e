package dev.recto.api.tenancy;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.Guarded;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.TestDatabase;
import dev.recto.api.keys.LockedKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Guarded.class)
class KnownKeysTest {
    @Inject
    TestDatabase database;

    @Inject
    DataSource connections;

    @Test
    void whatAnotherInstanceRevokedIsNoticed() {
        Response made = make();
        as(made.path("key")).get("/v1/models").then().statusCode(200);

        database.execute("update api_key set revoked_at = now() where id = '" + made.path("id") + "'");

        as(made.path("key")).get("/v1/models").then().statusCode(401).body("code", equalTo("invalid_api_key"));
    }

    @Tag("thorough")
    @Test
    void aSilentDatabaseHoldsNobodyUp() throws Exception {
        String known = make().path("key");
        String unknown = make().path("key");
        as(known).get("/v1/models").then().statusCode(200);

        try (LockedKeys locked = new LockedKeys(connections)) {
            as(known).get("/v1/models").then().statusCode(200);
            as(known).get("/v1/models").then().statusCode(200);
            Response refused = as(unknown).get("/v1/models");
            refused.then().statusCode(503).body("code", equalTo("service_unavailable"));
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
        }

        as(unknown).get("/v1/models").then().statusCode(200);
    }

    @Test
    void unknownKeysAreLimitedByAddress() {
        String key = make().path("key");
        assertThat(ask("127.0.0.1", key)).isEqualTo(200);
        for (int i = 0; i < Guarded.UNKNOWN_PER_MINUTE; i++) {
            assertThat(ask("127.0.0.2", "wrong" + i)).isEqualTo(401);
        }

        String refused = RawHttp.answer("127.0.0.2", "GET", "/v1/models", "wrong");

        assertThat(RawHttp.status(refused)).isEqualTo(429);
        assertThat(refused).contains("\"code\":\"rate_limited\"").containsIgnoringCase("\r\nRetry-After: 60\r\n");
        assertThat(ask("127.0.0.2", key)).isEqualTo(200);
        assertThat(ask("127.0.0.3", "wrong")).isEqualTo(401);
    }

    @Test
    void keysThatAreNotUnknownAreNotLimited() {
        for (int i = 0; i <= Guarded.UNKNOWN_PER_MINUTE; i++) {
            assertThat(ask("127.0.0.4", make().path("key"))).isEqualTo(200);
        }
    }

    private static int ask(String from, String key) {
        return RawHttp.status(RawHttp.answer(from, "GET", "/v1/models", key));
    }

    private static Response make() {
        return client().contentType("application/json")
                .body(Map.of("name", "seen lately"))
                .post("/v1/keys");
    }
}
