package dev.recto.api.tenancy.signin;

import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.tenancy.signin.Issuer.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.recto.api.Impatient;
import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class SignInTest {
    @SuppressWarnings("NullAway.Init")
    private static RsaJsonWebKey pair;

    @SuppressWarnings("NullAway.Init")
    private Issuer issuer;

    @SuppressWarnings("NullAway.Init")
    private RsaJsonWebKey key;

    /** For seconds, where the machine is slow: so once for all, who know it by other names. */
    @BeforeAll
    static void makeKey() throws Exception {
        pair = Issuer.newKey("of nobody");
    }

    @BeforeEach
    void publish() throws Exception {
        URI jwks = ConfigProvider.getConfig().getValue("recto.sign-in.jwks-url", URI.class);
        issuer = new Issuer(jwks.getPort());
        key = Issuer.named(UUID.randomUUID().toString(), pair);
        issuer.publish(key);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void whoIsSignedInBelongsToTheOrganisationOfTheToken() throws Exception {
        String token = sign(claims(), key);
        Response stored = as(token)
                .multiPart("file", "a.txt", new byte[] {'a'})
                .multiPart("purpose", "user_data")
                .post("/v1/files");

        stored.then().statusCode(200).body("org_id", equalTo(OtherOrganisation.ID.toString()));
        as(OtherOrganisation.KEY).get("/v1/files/" + stored.path("id")).then().statusCode(200);
        client().get("/v1/files/" + stored.path("id")).then().statusCode(404);
        as(sign(claims(), key)).get("/v1/files/" + stored.path("id")).then().statusCode(200);
    }

    @Test
    void whatItMayDoIsWhatTheTokenSays() throws Exception {
        JwtClaims administrator = claims();
        administrator.setStringClaim("scope", "ocr-admins unknown");
        JwtClaims nobody = claims();
        nobody.unsetClaim("scope");
        JwtClaims listed = claims();
        listed.setStringListClaim("scope", List.of("ocr-users", "ocr-admins"));

        as(sign(claims(), key)).get("/v1/keys").then().statusCode(403).body("code", equalTo("admin_required"));
        as(sign(administrator, key)).get("/v1/keys").then().statusCode(200);
        as(sign(administrator, key)).get("/v1/models").then().statusCode(403);
        as(sign(nobody, key)).get("/v1/models").then().statusCode(403).body("code", equalTo("insufficient_scope"));
        as(sign(listed, key)).get("/v1/keys").then().statusCode(200);
        as(sign(listed, key)).get("/v1/models").then().statusCode(200);
    }

    /** What the page does with what its browser brings back from the provider. */
    @Test
    void aCodeOfTheProviderIsChangedForItsTokenOnce() throws Exception {
        String token = sign(claims(), key);
        issuer.grant("a-code", "a-verifier", Map.of("access_token", token, "id_token", "another"));

        change("a-code", "a-verifier")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("key", equalTo(token));
        change("a-code", "a-verifier").then().statusCode(401).body("code", equalTo("invalid_token"));
        as(token).get("/v1/models").then().statusCode(200);
    }

    @Test
    void aCodeWithoutItsVerifierIsWorthNothing() throws Exception {
        issuer.grant("a-code", "a-verifier", Map.of("access_token", sign(claims(), key)));
        change("a-code", "a-guess").then().statusCode(401).body("code", equalTo("invalid_token"));
        RestAssured.given()
                .header("X-Recto-Code", "a-code")
                .post("/sign-in/token")
                .then()
                .statusCode(400);
        issuer.grant("no-token", "a-verifier", Map.of("token_type", "Bearer"));
        change("no-token", "a-verifier").then().statusCode(401);
        issuer.close();
        change("a-code", "a-verifier").then().statusCode(503).body("code", equalTo("service_unavailable"));
    }

    @Test
    void thePageIsToldWhereToGo() {
        RestAssured.given()
                .get("/sign-in")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("provider.authorization_url", endsWith("/authorize"))
                .body("provider.client_id", equalTo("recto"))
                .body("provider.scope", equalTo("openid"))
                .body(not(containsString(Issuer.SECRET)));
    }

    private static Response change(String code, String verifier) {
        return RestAssured.given()
                .header("X-Recto-Code", code)
                .header("X-Recto-Verifier", verifier)
                .header("X-Recto-Return", "http://localhost/")
                .post("/sign-in/token");
    }

    /** It is followed by nobody who would have to sign in again. */
    @Test
    void eventsEndWithTheToken() throws Exception {
        String job = as(OtherOrganisation.KEY)
                .contentType("application/json")
                .header("Prefer", "respond-async")
                .body("{\"model\": \"" + Impatient.ASLEEP + "\", \"document\": {\"content\": \"aGVsbG8=\"}}")
                .post("/v1/ocr")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JwtClaims brief = claims();
        Duration skew = ConfigProvider.getConfig().getValue("recto.sign-in.clock-skew", Duration.class);
        brief.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - skew.toSeconds() + 5));
        HttpRequest events = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/ocr/jobs/" + job + "/events"))
                .header("Authorization", "Bearer " + sign(brief, key))
                .build();

        String told = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            try (HttpClient http = HttpClient.newHttpClient()) {
                return http.send(events, HttpResponse.BodyHandlers.ofString()).body();
            }
        });

        assertThat(told).contains("event: job").doesNotContain("\"status\":\"completed\"");
        as(OtherOrganisation.KEY).delete("/v1/ocr/jobs/" + job).then().statusCode(200);
    }

    @Test
    void otherTokensOpenNothing() throws Exception {
        JwtClaims otherIssuer = claims();
        otherIssuer.setIssuer("https://others.example");
        JwtClaims otherAudience = claims();
        otherAudience.setAudience("somebody else");
        JwtClaims noAudience = claims();
        noAudience.unsetClaim("aud");
        JwtClaims expired = claims();
        expired.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 120));
        JwtClaims endless = claims();
        endless.unsetClaim("exp");
        JwtClaims early = claims();
        early.setNotBefore(NumericDate.fromSeconds(NumericDate.now().getValue() + 600));
        JwtClaims nameless = claims();
        nameless.unsetClaim("sub");

        for (JwtClaims claims : List.of(otherIssuer, otherAudience, noAudience, expired, endless, early, nameless)) {
            refused(sign(claims, key));
        }
        refused(Issuer.unsigned(claims()));
        refused(Issuer.unsigned(claims()) + "x");
        refused(sign(claims(), Issuer.newKey(key.getKeyId())));
        refused(sign(claims(), Issuer.newKey("unknown")));
        refused(withSharedSecret());
        refused("eyJ.eyJ.x");
    }

    @Test
    void aTokenMustNameAnOrganisationThatExists() throws Exception {
        JwtClaims homeless = claims();
        homeless.unsetClaim("org_id");
        JwtClaims stranger = claims();
        stranger.setStringClaim("org_id", UUID.randomUUID().toString());
        JwtClaims nonsense = claims();
        nonsense.setStringClaim("org_id", "them");
        JwtClaims number = claims();
        number.setClaim("org_id", 7);

        for (JwtClaims claims : List.of(homeless, stranger, nonsense, number)) {
            refused(sign(claims, key));
        }
    }

    @Test
    void keysAreFetchedOnceAndAgainForANewOne() throws Exception {
        as(sign(claims(), key)).get("/v1/models").then().statusCode(200);
        int before = issuer.fetched();
        as(sign(claims(), key)).get("/v1/models").then().statusCode(200);
        assertThat(issuer.fetched()).isEqualTo(before);

        RsaJsonWebKey next = Issuer.newKey("next");
        issuer.publish(key, next);

        as(sign(claims(), next)).get("/v1/models").then().statusCode(200);
        as(sign(claims(), key)).get("/v1/models").then().statusCode(200);
    }

    @Test
    void anIssuerThatIsAwayIsSaidSo() throws Exception {
        issuer.close();

        as(sign(claims(), Issuer.newKey("new")))
                .get("/v1/models")
                .then()
                .statusCode(503)
                .body("code", equalTo("service_unavailable"));
    }

    @Test
    void anAdministratorCanKeepAPersonOut() throws Exception {
        JwtClaims person = claims();
        person.setSubject("leaver");
        JwtClaims administrator = claims();
        administrator.setStringClaim("scope", "ocr-admins");
        as(sign(person, key)).get("/v1/models").then().statusCode(200);
        String id = as(sign(administrator, key)).get("/v1/keys").path("data.find { it.name == 'leaver' }.id");

        as(sign(administrator, key)).delete("/v1/keys/" + id).then().statusCode(200);

        refused(sign(person, key));
    }

    @Test
    void apiKeysGoOn() {
        client().get("/v1/models").then().statusCode(200);
        as("wrong").get("/v1/models").then().statusCode(401).body("code", equalTo("invalid_api_key"));
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(SignInResource.ISSUER);
        claims.setAudience("others", SignInResource.AUDIENCE);
        claims.setSubject("somebody");
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setStringClaim("org_id", OtherOrganisation.ID.toString());
        claims.setStringClaim("scope", "openid ocr-users");
        return claims;
    }

    /** The published key taken for a shared secret. */
    private String withSharedSecret() throws Exception {
        String head =
                encode("{\"alg\":\"" + AlgorithmIdentifiers.HMAC_SHA256 + "\",\"kid\":\"" + key.getKeyId() + "\"}");
        String text = head + "." + encode(claims().toJson());
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(key.getPublicKey().getEncoded(), "HmacSHA256"));
        return text + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes("US-ASCII")));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static void refused(String token) {
        as(token).get("/v1/models").then().statusCode(401).body("code", equalTo("invalid_token"));
    }
}
