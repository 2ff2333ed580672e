package dev.recto.api.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.tenancy.ApiKeyTable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class KeysTest {
    /** One character, and two of Java's. */
    private static final String EMOJI = "\ud83d\ude42";

    @Test
    void aNewKeyWorksUntilItIsRevoked() {
        ValidatableResponse created = create(PartsResource.KEY, "{\"name\": \"scanner\"}")
                .statusCode(200)
                .body("object", equalTo("api_key"))
                .body("name", equalTo("scanner"))
                .body("administrator", equalTo(false))
                .body("key", startsWith("rk-"));
        String key = created.extract().path("key");
        String id = created.extract().path("id");

        as(key).get("/v1/models").then().statusCode(200);
        as(PartsResource.KEY)
                .get("/v1/keys")
                .then()
                .statusCode(200)
                .body("data.id", hasItem(id))
                .body("data[0].key", nullValue());

        as(PartsResource.KEY).delete("/v1/keys/" + id).then().statusCode(200).body("deleted", equalTo(true));
        as(key).get("/v1/models").then().statusCode(401).body("code", equalTo("invalid_api_key"));
        as(PartsResource.KEY).delete("/v1/keys/" + id).then().statusCode(404).body("code", equalTo("key_not_found"));
    }

    @Test
    void onlyAnAdministratorManagesKeys() {
        String key =
                create(PartsResource.KEY, "{\"name\": \"plain\"}").extract().path("key");

        create(key, "{\"name\": \"more\"}").statusCode(403).body("code", equalTo("admin_required"));
        as(key).get("/v1/keys").then().statusCode(403);
        as(key).delete("/v1/keys/" + UUID.randomUUID()).then().statusCode(403);
    }

    @Test
    void organisationsDoNotSeeEachOther() {
        ValidatableResponse founded = create(
                        PartsResource.KEY,
                        "{\"name\": \"their admin\", \"administrator\": true, \"organisation\": \"them\"}")
                .statusCode(200);
        String theirs = founded.extract().path("key");
        String theirOrganisation = founded.extract().path("org_id");
        String file = HttpClients.as(theirs)
                .multiPart("file", "a.pdf", "%PDF-1.7\n".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .body("org_id", equalTo(theirOrganisation))
                .extract()
                .path("id");

        assertThat(theirOrganisation).isNotEqualTo(ApiKeyTable.DEFAULT_ORGANISATION.toString());
        as(PartsResource.KEY).get("/v1/files/" + file).then().statusCode(404);
        as(PartsResource.KEY)
                .header("X-Org-Id", theirOrganisation)
                .get("/v1/files/" + file)
                .then()
                .statusCode(404);
        as(PartsResource.KEY).post("/v1/files/" + file + "/ocr").then().statusCode(404);
        as(theirs).get("/v1/keys").then().statusCode(200).body("data.name", not(hasItem("bootstrap")));
        create(theirs, "{\"name\": \"x\", \"organisation\": \"another\"}")
                .statusCode(403)
                .body("code", equalTo("org_forbidden"));
        as(theirs).delete("/v1/keys/" + ownKeyOf(PartsResource.KEY)).then().statusCode(404);
    }

    @Test
    void aKeyNeedsAName() {
        create(PartsResource.KEY, "{}")
                .statusCode(422)
                .body("code", equalTo("validation_error"))
                .body("param", equalTo("name"))
                .body("detail[0].loc", equalTo(java.util.List.of("body", "name")));
        create(PartsResource.KEY, "{\"name\": [1]}").statusCode(422).body("param", equalTo("name"));
        create(PartsResource.KEY, "{\"name\":").statusCode(400).body("code", equalTo("invalid_json"));
        create(PartsResource.KEY, "{\"name\": \"a\"} b").statusCode(400).body("code", equalTo("invalid_json"));
        create(PartsResource.KEY, "{\"name\": \"a\"} {}").statusCode(422).body("code", equalTo("validation_error"));
        create(PartsResource.KEY, "{\"name\": \"" + EMOJI.repeat(100) + "\"}").statusCode(200);
        create(PartsResource.KEY, "{\"name\": \"" + EMOJI.repeat(101) + "\"}")
                .statusCode(422)
                .body("param", equalTo("name"))
                .body("detail[0].type", equalTo("size"));
        as(PartsResource.KEY).delete("/v1/keys/7").then().statusCode(400).body("code", equalTo("invalid_key_id"));
    }

    private static String ownKeyOf(String key) {
        return as(key).get("/v1/keys").then().extract().path("data[0].id");
    }

    private static ValidatableResponse create(String key, String body) {
        return as(key).contentType("application/json")
                .body(body)
                .post("/v1/keys")
                .then();
    }

    private static RequestSpecification as(String key) {
        return HttpClients.as(key);
    }
}
