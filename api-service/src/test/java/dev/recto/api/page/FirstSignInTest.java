package dev.recto.api.page;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.as;
import static org.hamcrest.Matchers.equalTo;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class FirstSignInTest {
    @Test
    void aCodeOpensOnceAndNoOtherDoes() {
        change("x".repeat(Impatient.SIGN_IN_CODE.length())).statusCode(401).body("code", equalTo("invalid_api_key"));
        anonymous().post("/sign-in").then().statusCode(401);
        anonymous()
                .header("X-Recto-Code", Impatient.SIGN_IN_CODE)
                .get("/sign-in")
                .then()
                .statusCode(200)
                .body(equalTo("{}"));
        anonymous().post("/sign-in/token").then().statusCode(404);

        String key = change(Impatient.SIGN_IN_CODE)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .extract()
                .path("key");

        as(key).get("/v1/keys").then().statusCode(200);
        change(Impatient.SIGN_IN_CODE).statusCode(401);
    }

    private static ValidatableResponse change(String code) {
        return anonymous().header("X-Recto-Code", code).post("/sign-in").then();
    }
}
