package dev.recto.api.web;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestInstance(Lifecycle.PER_CLASS)
class CompressionTest {
    private static final String TEXT = "the same words again and again, ".repeat(500);

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    void close() {
        http.close();
    }

    private static Stream<String> texts() {
        Matcher script = Pattern.compile("src=\"(/static/bundle/[^\"]+)\"")
                .matcher(client().get("/").asString());
        assertThat(script.find()).isTrue();
        return Stream.of(
                "/",
                script.group(1),
                "/webjars/pdfjs-dist/5.4.624/build/pdf.min.mjs",
                "/v1/models",
                "/v1/files?purpose=ocr");
    }

    @Test
    void whoTakesItCompressedGetsItSmaller() throws Exception {
        for (String path : texts().toList()) {
            HttpResponse<byte[]> plain = get(path, "identity");
            HttpResponse<byte[]> small = get(path, "gzip");

            assertThat(encoding(plain)).as(path).isIn("", "identity");
            assertThat(encoding(small)).as(path).isEqualTo("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(small.body())).readAllBytes())
                    .as(path)
                    .isEqualTo(plain.body());
            assertThat(small.headers().allValues("Vary"))
                    .as(path)
                    .anyMatch(value -> value.equalsIgnoreCase("Accept-Encoding"));
            for (String header : new String[] {"Content-Security-Policy", "Cache-Control", "Content-Type"}) {
                assertThat(small.headers().firstValue(header))
                        .as(path + " " + header)
                        .isEqualTo(plain.headers().firstValue(header));
            }
        }
    }

    /** A byte range of a file is one of the file as it came. */
    @Test
    void filesComeAsTheyAre() throws Exception {
        String file = client().multiPart("file", "a.txt", TEXT.getBytes(UTF_8), "text/plain")
                .multiPart("purpose", "user_data")
                .post("/v1/files")
                .path("id");
        String url = client().get("/v1/files/" + file + "/url").path("url");

        for (String path : new String[] {"/v1/files/" + file + "/content", url.replaceFirst("^https?://[^/]+", "")}) {
            HttpResponse<byte[]> answer = get(path, "gzip");
            assertThat(answer.body()).isEqualTo(TEXT.getBytes(UTF_8));
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(TEXT.length());
        }
    }

    /** The size of what is compressed would tell whether a guess stands beside the secret. */
    @Test
    void secretsAreNotAmongIt() throws Exception {
        for (String path : new String[] {"/v1/keys", "/v1/webhooks/secrets"}) {
            HttpResponse<byte[]> made = http.send(
                    request(path, "gzip")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    path.endsWith("keys") ? "{\"name\": \"" + "a guess ".repeat(10) + "\"}" : ""))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(made.statusCode()).as(path).isEqualTo(200);
            assertThat(encoding(made)).as(path).isIn("", "identity");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity"})
    void whatIsUnchangedSaysTheSameOfItself(String encoding) throws Exception {
        for (String path : texts().filter(each -> !each.startsWith("/v1")).toList()) {
            HttpResponse<byte[]> first = get(path, encoding);
            HttpRequest.Builder again = request(path, encoding);
            first.headers().firstValue("ETag").ifPresent(tag -> again.header("If-None-Match", tag));
            first.headers().firstValue("Last-Modified").ifPresent(date -> again.header("If-Modified-Since", date));
            HttpResponse<byte[]> second = http.send(again.build(), BodyHandlers.ofByteArray());

            assertThat(second.statusCode()).as(path).isIn(200, 304);
            for (String header : new String[] {"Content-Security-Policy", "Cache-Control", "X-Frame-Options"}) {
                assertThat(second.headers().firstValue(header))
                        .as(path + " " + second.statusCode() + " " + header)
                        .isPresent()
                        .isEqualTo(first.headers().firstValue(header));
            }
        }
    }

    private static String encoding(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Encoding").orElse("");
    }

    private HttpResponse<byte[]> get(String path, String encoding) throws IOException, InterruptedException {
        return http.send(request(path, encoding).build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path, String encoding) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + PartsResource.KEY)
                .header("Accept-Encoding", encoding);
    }
}
