package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.as;
import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The errors that any operation may give, from each that publishes them. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class EveryOperationTest {
    private static final Description DESCRIPTION = Description.read();
    private static final List<String> TABLES = List.of(
            "file",
            "upload",
            "upload_part",
            "batch_job",
            "batch_row",
            "job",
            "page_queue",
            "page_result",
            "idempotency",
            "webhook_secret",
            "webhook_delivery");

    @Inject
    TestDatabase database;

    static Stream<String> all() {
        return DESCRIPTION.routes().stream();
    }

    /** The models are known from their workers, and the caller from lately. */
    static Stream<String> needingTheDatabase() {
        return all().filter(route -> !route.contains("/models"));
    }

    static Stream<String> withKey() {
        return answering(401);
    }

    static Stream<String> aboutSomething() {
        return answering(404);
    }

    static Stream<String> withBody() {
        return all().filter(DESCRIPTION::takesBody);
    }

    /** What is no id names no upload: that is a 404. */
    static Stream<String> withIdThatMustBeOne() {
        return answering(400).filter(route -> route.contains("{") && !route.contains("{upload_id}"));
    }

    private static Stream<String> answering(int status) {
        return all().filter(route -> DESCRIPTION.answers(route, status));
    }

    @ParameterizedTest
    @MethodSource("withKey")
    void aKeyIsNeeded(String route) {
        Requests.send(route, anonymous())
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("missing_api_key"));
        Requests.send(route, as("wrong")).then().statusCode(401).body("code", equalTo("invalid_api_key"));
    }

    @ParameterizedTest
    @MethodSource("aboutSomething")
    void whatDoesNotExistIsNotFound(String route) {
        RequestSpecification request = client();
        if (route.endsWith("/download")) {
            String url = client().get("/v1/files/" + stored() + "/url").path("url");
            client().delete(url.replaceAll("^https?://[^/]+|/download.*", ""))
                    .then()
                    .statusCode(200);
            anonymous().urlEncodingEnabled(false).get(url).then().statusCode(404);
            return;
        }
        Requests.send(route, request).then().statusCode(404).body("request_id", notNullValue());
    }

    @ParameterizedTest
    @MethodSource("withIdThatMustBeOne")
    void anIdIsAUuid(String route) {
        Requests.send(route, client(), "not-a-uuid").then().statusCode(400);
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aBodyHasItsContentType(String route) {
        client().contentType("text/csv")
                .body("a,b")
                .request(Requests.method(route), path(route))
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aBodyHasALargestSize(String route) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.getOutputStream()
                    .write(
                            "%s %s HTTP/1.1\r\nHost: recto\r\nAuthorization: Bearer %s\r\nContent-Length: 99999999\r\n\r\n"
                                    .formatted(Requests.method(route), path(route), PartsResource.KEY)
                                    .getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413 ");
        }
    }

    /** Without its tables the service can do nothing; what it says then tells nothing about them. */
    @ParameterizedTest
    @MethodSource("needingTheDatabase")
    void whatBreaksInsideStaysInside(String route) {
        String url = client().get("/v1/files/" + stored() + "/url").path("url");
        List<String> tables = route.contains("/keys") ? List.of("api_key") : TABLES;
        tables.forEach(table -> database.execute("alter table " + table + " rename to " + table + "_elsewhere"));
        try {
            var answer = route.endsWith("/download")
                    ? anonymous().urlEncodingEnabled(false).get(url)
                    : Requests.send(route, client());
            answer.then().statusCode(500).body("code", equalTo("internal_error"));
            assertThat(answer.asString()).doesNotContain("relation", "select", "api_key", "Exception", "_elsewhere");
        } finally {
            tables.forEach(table -> database.execute("alter table " + table + "_elsewhere rename to " + table));
        }
    }

    private static String stored() {
        return client().multiPart("file", "a.txt", new byte[] {'a'})
                .multiPart("purpose", "user_data")
                .post("/v1/files")
                .path("id");
    }

    private static String path(String route) {
        return Requests.path(route).replaceAll("\\{[^}]+}", Requests.UNKNOWN);
    }
}
