package dev.recto.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a server that answers as the service does. */
class RectoClientTest implements ReadingListener {
    @TempDir
    private Path directory;

    private final HttpServer server;
    private final RectoClient client;
    private final List<String> requests = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private Iterator<String> jobStates = List.<String>of().iterator();

    RectoClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client = new RectoClient(url(), "key");
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @BeforeEach
    void serve() {
        server.createContext("/v1/files", exchange -> answer(exchange, 200, "{\"id\":\"f1\"}"));
        server.createContext("/v1/files/f1/ocr", exchange -> answer(exchange, 202, "{\"id\":\"j1\"}"));
        server.createContext("/v1/ocr/jobs/j1", exchange -> answer(exchange, 200, jobStates.next()));
        server.createContext(
                "/v1/files/refused",
                exchange -> answer(exchange, 400, "{\"error\":{\"message\":\"The document is encrypted\"}}"));
        server.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void readsAFileAndRemovesItFromTheService() throws Exception {
        jobStates = List.of(
                        "{\"status\":\"queued\",\"pages_total\":null,\"pages_done\":0}",
                        "{\"status\":\"running\",\"pages_total\":2,\"pages_done\":1}",
                        "{\"status\":\"completed\"}",
                        "{\"status\":\"completed\",\"result\":{\"pages\":[{\"markdown\":\"# A\\n\"},{\"markdown\":\"b\"}]}}")
                .iterator();
        Path file = Files.writeString(directory.resolve("a \"b\".pdf"), "%PDF-");

        OcrResult result = client.read(file, "tesseract", "0,1", this);

        assertThat(result.markdown()).isEqualTo("# A\n\nb");
        assertThat(result.pages()).isEqualTo(2);
        assertThat(heard).containsExactly("sent 5 of 5", "0 of 0", "1 of 2");
        assertThat(requests)
                .hasSize(7)
                .first()
                .asString()
                .contains("name=\"purpose\"\r\n\r\nocr")
                .contains("filename=\"a _b_.pdf\"")
                .contains("%PDF-");
        assertThat(requests.get(1)).contains("\"model\":\"tesseract\"").contains("\"pages\":\"0,1\"");
        assertThat(requests.getLast()).startsWith("DELETE /v1/files/f1");
    }

    @Test
    void theDocumentComesInAFormat() throws Exception {
        jobStates = List.of("{\"status\":\"completed\"}").iterator();
        server.createContext("/v1/ocr/jobs/j1/document", exchange -> answer(exchange, 200, "<p>a</p>"));
        Path file = Files.writeString(directory.resolve("a.pdf"), "%PDF-");
        var out = new ByteArrayOutputStream();

        client.read(file, new ReadingOptions(null, "0", true), DocumentFormat.HTML, out, this);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("<p>a</p>");
        assertThat(requests.get(1)).endsWith("{\"pages\":\"0\",\"include_image_base64\":true}");
        assertThat(requests.get(3)).startsWith("GET /v1/ocr/jobs/j1/document?format=html");
    }

    @Test
    void aFileThatIsTooLargeForOneRequestComesInParts() throws Exception {
        Path file = Files.writeString(directory.resolve("large.pdf"), "0123456789");
        server.createContext("/v1/uploads", exchange -> answer(exchange, 200, "{\"id\":\"u1\"}"));
        Iterator<String> parts = List.of("p1", "p2", "p3").iterator();
        server.createContext(
                "/v1/uploads/u1/parts", exchange -> answer(exchange, 200, "{\"id\":\"" + parts.next() + "\"}"));
        server.createContext(
                "/v1/uploads/u1/complete",
                exchange -> answer(exchange, 200, "{\"id\":\"u1\",\"file\":{\"id\":\"f9\"}}"));

        try (Exchanges service = new Exchanges(url(), "key")) {
            assertThat(new FileUpload(service, 9, 4).send(file, this)).isEqualTo("f9");
        }

        assertThat(requests.getFirst())
                .startsWith("POST /v1/uploads\n")
                .endsWith("{\"filename\":\"large.pdf\",\"bytes\":10,\"mime_type\":\"application/octet-stream\","
                        + "\"purpose\":\"ocr\"}");
        assertThat(requests.get(1)).contains("name=\"data\"", "\r\n\r\n0123\r\n--");
        assertThat(requests.get(3)).contains("\r\n\r\n89\r\n--");
        assertThat(requests.getLast()).endsWith("{\"part_ids\":[\"p1\",\"p2\",\"p3\"]}");
        assertThat(heard).containsExactly("sent 4 of 10", "sent 8 of 10", "sent 10 of 10");
    }

    @Test
    void aCompletionThatIsSentAgainIsKnownAsTheSame() throws Exception {
        Path file = Files.writeString(directory.resolve("large.pdf"), "0123456789");
        server.createContext("/v1/uploads", exchange -> answer(exchange, 200, "{\"id\":\"u1\"}"));
        Iterator<Integer> statuses = List.of(503, 200).iterator();
        List<String> keys = new ArrayList<>();
        server.createContext("/v1/uploads/u1/complete", exchange -> {
            keys.addAll(exchange.getRequestHeaders().get("Idempotency-Key"));
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, statuses.next(), "{\"file\":{\"id\":\"f9\"}}");
        });

        try (Exchanges service = new Exchanges(url(), "key")) {
            assertThat(new FileUpload(service, 9, 10).send(file, this)).isEqualTo("f9");
        }

        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst()).isEqualTo(keys.getLast());
    }

    @Test
    void anUploadThatFailsIsCancelledAndTheFirstFailureTold() throws Exception {
        Path file = Files.writeString(directory.resolve("large.pdf"), "0123456789");
        server.createContext("/v1/uploads", exchange -> answer(exchange, 200, "{\"id\":\"u1\"}"));
        server.createContext(
                "/v1/uploads/u1/parts", exchange -> answer(exchange, 413, "{\"error\":{\"message\":\"Too large\"}}"));
        server.createContext("/v1/uploads/u1/cancel", exchange -> answer(exchange, 500, "{}"));

        try (Exchanges service = new Exchanges(url(), "key")) {
            assertThatThrownBy(() -> new FileUpload(service, 9, 4).send(file, this))
                    .hasMessage("Too large")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .extracting(Throwable::getMessage)
                            .isEqualTo("HTTP 500"));
        }

        assertThat(requests.getLast()).startsWith("POST /v1/uploads/u1/cancel");
    }

    @Test
    void anEmptyFileIsTheServicesToRefuse() throws Exception {
        Path file = Files.createFile(directory.resolve("empty.pdf"));
        assertThat(client.upload(file, this)).isEqualTo("f1");
        assertThat(requests.getFirst()).contains("filename=\"empty.pdf\"");
    }

    @Test
    void anInterruptEndsTheReadingThere() throws Exception {
        jobStates = Stream.generate(() -> "{\"status\":\"running\"}").iterator();
        Path file = Files.writeString(directory.resolve("a.pdf"), "%PDF-");
        Thread reader = Thread.currentThread();
        ReadingListener impatient = new ReadingListener() {
            @Override
            public void uploaded(long bytes, long total) {}

            @Override
            public void reading(int pagesDone, int pages, long seconds) {
                reader.interrupt();
            }
        };

        assertThatThrownBy(() -> client.read(
                        file,
                        new ReadingOptions(null, null, false),
                        DocumentFormat.TEXT,
                        new ByteArrayOutputStream(),
                        impatient))
                .isInstanceOf(InterruptedException.class);
        assertThat(requests).last().asString().startsWith("DELETE /v1/files/f1");
        assertThat(requests.get(requests.size() - 2)).startsWith("DELETE /v1/ocr/jobs/j1");
    }

    @Test
    void comesAgainWhenItIsAskedTo() throws Exception {
        Iterator<Integer> statuses = List.of(429, 503, 200).iterator();
        server.createContext("/v1/ocr/jobs/j2", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "0");
            answer(exchange, statuses.next(), "{\"id\":\"j2\"}");
        });

        assertThat(client.job("j2").path("id").asText()).isEqualTo("j2");
        assertThat(requests).hasSize(3);
    }

    @Test
    void doesNotComeAgainWhenItIsNot() {
        server.createContext(
                "/v1/ocr/jobs/j2", exchange -> answer(exchange, 503, "{\"error\":{\"message\":\"Full\"}}"));
        server.createContext("/v1/ocr/jobs/j3", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "86400");
            answer(exchange, 429, "{\"error\":{\"message\":\"Tomorrow\"}}");
        });

        assertThatThrownBy(() -> client.job("j2")).hasMessage("Full");
        assertThatThrownBy(() -> client.job("j3")).hasMessage("Tomorrow");
    }

    @Test
    void removesTheFileAlsoWhenReadingFails() throws Exception {
        jobStates = List.of("{\"status\":\"failed\",\"error\":{\"message\":\"The document is damaged\"}}")
                .iterator();
        Path file = Files.writeString(directory.resolve("a.pdf"), "%PDF-");
        assertThatThrownBy(() -> client.read(file, null, null, this))
                .isInstanceOf(RectoException.class)
                .hasMessage("The document is damaged");
        assertThat(requests.getLast()).startsWith("DELETE /v1/files/f1");
    }

    @Test
    void aRefusalCarriesTheServicesWords() {
        assertThatThrownBy(() -> client.startReading("refused", null, null))
                .isInstanceOf(RectoException.class)
                .hasMessage("The document is encrypted");
    }

    @Test
    void keysAreMadeListedAndRevoked() throws Exception {
        String id = "019a3f52-7c1e-7a40-b1d2-5e6f70819203";
        String key =
                "{\"id\":\"%s\",\"name\":\"scanner\",\"scopes\":[\"read\",\"admin\"],\"created_at\":7,\"last_used_at\":8,"
                        + "\"expires_at\":9,\"revoked_at\":null%s}";
        server.createContext(
                "/v1/keys",
                exchange -> answer(
                        exchange,
                        200,
                        exchange.getRequestMethod().equals("GET")
                                ? "{\"data\":[" + key.formatted(id, "") + "]}"
                                : key.formatted(id, ",\"key\":\"rk-1\"")));

        ApiKey made = client.createKey(new NewApiKey("scanner", List.of("read", "admin"), Duration.ofHours(1), "them"));

        assertThat(made).isEqualTo(scanner(id, "rk-1"));
        assertThat(requests.getFirst())
                .startsWith("POST /v1/keys")
                .endsWith("{\"name\":\"scanner\",\"scopes\":[\"read\",\"admin\"],\"expires_in\":3600,"
                        + "\"organisation\":\"them\"}");
        assertThat(client.keys(true)).containsExactly(scanner(id, null));
        assertThat(requests.getLast()).startsWith("GET /v1/keys?revoked=true");
        client.revokeKey(made.id());
        assertThat(requests.getLast()).startsWith("DELETE /v1/keys/" + id);
    }

    private static ApiKey scanner(String id, @Nullable String key) {
        return new ApiKey(
                UUID.fromString(id),
                "scanner",
                List.of("read", "admin"),
                Instant.ofEpochSecond(7),
                Instant.ofEpochSecond(8),
                Instant.ofEpochSecond(9),
                null,
                key);
    }

    @Override
    public void uploaded(long bytes, long total) {
        heard.add("sent " + bytes + " of " + total);
    }

    @Override
    public void reading(int pagesDone, int pages, long seconds) {
        heard.add(pagesDone + " of " + pages);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer key");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
