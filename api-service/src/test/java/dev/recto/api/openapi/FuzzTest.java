package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Every field of every operation that is published gets what it should not: the answer is a typed error of the client's, or fine. Each gets some
 * of it, others of it than its neighbour; all of it in {@code -Pchaos}.
 */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Stands for a value that is put in as it is written. */
    private static final String VALUE = "value-of-the-field";

    private static final List<String> TEXTS = List.of(
            "",
            "-1",
            "0",
            "1.5",
            "99999999999999999999",
            "1e999999",
            "x".repeat(300),
            "..",
            "\0",
            "a\0b",
            "\u00e9\ud83d\ude42",
            "2025-13-45T99:99:99Z",
            "-999999999-01-01T00:00:00Z",
            "-5000-01-01T00:00:00Z",
            "+294277-01-05T00:00:00Z",
            "+999999999-12-31T23:59:59+18:00");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "1.5",
            "9223372036854775808",
            "1e999999",
            "[1e999999]",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "{\"\\u0000\": \"\\udfff\"}",
            "[]",
            "[[1]]",
            "{}");

    private static final List<String> BODIES =
            List.of("", "null", "\"x\"", "[{}]", "{\"a\":", "\u0000", "[".repeat(5000), "{}");

    private static final Map<String, String> FINE = Map.of(
            "document", "{\"document_url\": \"http://127.0.0.1/a.pdf\"}",
            "model", "\"tesseract\"",
            "filename", "\"a\"",
            "bytes", "1",
            "mime_type", "\"a/b\"",
            "purpose", "\"user_data\"",
            "part_ids", "[\"x\"]",
            "endpoint", "\"/v1/ocr\"",
            "requests", "[{\"body\": {}}]",
            "name", "\"fuzz\"");

    private static final int TURNS = Boolean.getBoolean("recto.fuzz.all") ? 1 : 8;

    private final Description description = Description.read();
    private final List<String> wrong = new ArrayList<>();
    private int turn;

    @Test
    void parametersMayHoldAnything() {
        for (String route : description.routes()) {
            for (JsonNode parameter : description.parameters(route)) {
                String name = parameter.get("name").asText();
                for (String text : some(TEXTS)) {
                    switch (parameter.get("in").asText()) {
                        case "path" -> send(route, client(), "{" + name + "}", text, "path " + name + "=" + text);
                        case "query" -> send(route, client().queryParam(name, text), name + "=" + text);
                        default -> send(route, client().header(name, ascii(text)), name + ": " + text);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void fieldsOfBodiesMayHoldAnything() throws Exception {
        for (String route : description.routes()) {
            Set<String> fields = description.fields(route, "application/json");
            for (String field : fields) {
                for (String value : some(VALUES)) {
                    send(route, json(body(fields, field, value)), field + " = " + value);
                }
            }
            if (!fields.isEmpty()) {
                for (String body : BODIES) {
                    send(route, json(body), "body " + body);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void fieldsOfFormsMayHoldAnything() {
        for (String route : description.routes()) {
            for (String field : description.fields(route, "multipart/form-data")) {
                for (String text : some(TEXTS)) {
                    send(route, client().multiPart(field, text), field + " = " + text);
                    send(
                            route,
                            client().multiPart(field, "name", text.getBytes(UTF_8)),
                            "file " + field + " = " + text);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private List<String> some(List<String> all) {
        turn++;
        return IntStream.range(0, all.size())
                .filter(each -> (each + turn) % TURNS == 0)
                .mapToObj(all::get)
                .toList();
    }

    /** A request that is fine but for one field; the document in it is one that is not fetched. */
    private static String body(Set<String> fields, String field, String value) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        for (Map.Entry<String, String> fine : FINE.entrySet()) {
            if (fields.contains(fine.getKey()) && !field.startsWith(fine.getKey() + ".")) {
                body.set(fine.getKey(), JSON.readTree(fine.getValue()));
            }
        }
        int dot = field.lastIndexOf('.');
        ObjectNode parent =
                dot < 0 ? body : body.withObject("/" + field.substring(0, dot).replace('.', '/'));
        parent.set(field.substring(dot + 1), JSON.getNodeFactory().textNode(VALUE));
        return body.toString().replace("\"" + VALUE + "\"", value);
    }

    /** In bytes: for a text of thousands of brackets the client needs seconds. */
    private static RequestSpecification json(String body) {
        return client().contentType("application/json").body(body.getBytes(UTF_8));
    }

    private void send(String route, RequestSpecification request, String what) {
        send(route, request, "", "", what);
    }

    private void send(String route, RequestSpecification request, String placeholder, String text, String what) {
        String[] methodAndPath = route.split(" ", 2);
        String path = methodAndPath[1];
        if (!placeholder.isEmpty()) {
            path = path.replace(placeholder, URLEncoder.encode(text, UTF_8));
        }
        Response answer = request.urlEncodingEnabled(placeholder.isEmpty())
                .request(methodAndPath[0], path.replaceAll("\\{[^}]+}", Requests.UNKNOWN));
        String problem = Answers.problem(answer.statusCode(), answer.asString());
        if (!problem.isEmpty()) {
            wrong.add(route + ", " + (what.length() > 80 ? what.substring(0, 80) : what) + ": " + problem);
        }
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }
}
