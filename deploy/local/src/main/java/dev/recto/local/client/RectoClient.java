package dev.recto.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Talks to one service with one key. */
public final class RectoClient implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);

    private final URI url;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    public RectoClient(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    /** Sends a file, has it read, removes it from the service again, and returns the answer. */
    public OcrResult read(Path file, @Nullable String model, @Nullable String pages, ReadingListener listener)
            throws IOException, InterruptedException {
        String id = upload(file, listener);
        try {
            return await(startReading(id, model, pages), listener);
        } finally {
            send(request("/v1/files/" + id).DELETE());
        }
    }

    /** Stores a file and returns its id. */
    public String upload(Path file, ReadingListener listener) throws IOException, InterruptedException {
        var form = new MultipartForm("purpose", "ocr", file, listener);
        return send(request("/v1/files")
                        .header("Content-Type", form.contentType())
                        .POST(form.body()))
                .path("id")
                .asText();
    }

    /** Returns the id of the job that reads a stored file. */
    public String startReading(String file, @Nullable String model, @Nullable String pages)
            throws IOException, InterruptedException {
        ObjectNode options = json.createObjectNode();
        if (model != null) {
            options.put("model", model);
        }
        if (pages != null) {
            options.put("pages", pages);
        }
        return send(request("/v1/files/" + file + "/ocr")
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .POST(HttpRequest.BodyPublishers.ofString(options.toString())))
                .path("id")
                .asText();
    }

    /** Waits for a job's end. */
    public OcrResult await(String job, ReadingListener listener) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            JsonNode state = progress(job);
            switch (state.path("status").asText()) {
                case "completed" -> {
                    return new OcrResult(job(job).path("result"));
                }
                case "failed", "cancelled" -> throw new RectoException(message(state, "The job was cancelled"));
                default ->
                    listener.reading(
                            state.path("pages_done").asInt(),
                            state.path("pages_total").asInt(),
                            (System.nanoTime() - began) / 1_000_000_000);
            }
            Thread.sleep(POLL);
        }
    }

    /** The job with all that was read. */
    public JsonNode job(String id) throws IOException, InterruptedException {
        return send(request("/v1/ocr/jobs/" + id));
    }

    /** The job without what was read. */
    public JsonNode progress(String id) throws IOException, InterruptedException {
        return send(request("/v1/ocr/jobs/" + id + "?view=progress"));
    }

    /** Makes a key. */
    public ApiKey createKey(NewApiKey wished) throws IOException, InterruptedException {
        ObjectNode wanted = json.createObjectNode().put("name", wished.name());
        if (!wished.scopes().isEmpty()) {
            wished.scopes().forEach(wanted.putArray("scopes")::add);
        }
        if (wished.expiresIn() != null) {
            wanted.put("expires_in", wished.expiresIn().toSeconds());
        }
        if (wished.organisation() != null) {
            wanted.put("organisation", wished.organisation());
        }
        return ApiKey.of(send(request("/v1/keys")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wanted.toString()))));
    }

    /**
     * The organisation's keys.
     *
     * @param revoked whether those that were revoked are among them
     */
    public List<ApiKey> keys(boolean revoked) throws IOException, InterruptedException {
        return send(request("/v1/keys?revoked=" + revoked))
                .path("data")
                .valueStream()
                .map(ApiKey::of)
                .toList();
    }

    public void revokeKey(UUID id) throws IOException, InterruptedException {
        send(request("/v1/keys/" + id).DELETE());
    }

    /**
     * POSTs JSON and returns the response as it came, whatever its status.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The response as it comes, whatever its status. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new RectoException(refusal(response));
        }
        return json.readTree(response.body());
    }

    private String refusal(HttpResponse<String> response) throws IOException {
        String answer = "HTTP " + response.statusCode();
        boolean typed = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return typed ? message(json.readTree(response.body()), answer) : answer;
    }

    private static String message(JsonNode body, String otherwise) {
        return body.path("error").path("message").asText(otherwise);
    }

    @Override
    public void close() {
        http.close();
    }
}
