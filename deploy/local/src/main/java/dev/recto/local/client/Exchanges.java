package dev.recto.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;

/** Requests to one service with one key. One that is asked to come again later does, as long as that is soon. */
final class Exchanges implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int TRIES = 10;
    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final URI url;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    Exchanges(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + key);
    }

    /** @throws RectoException in the service's words where it refuses */
    JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (InputStream body = body(request)) {
            return json.readTree(body);
        }
    }

    /** The same where the answer is not JSON. */
    void send(HttpRequest.Builder request, OutputStream out) throws IOException, InterruptedException {
        try (InputStream body = body(request)) {
            body.transferTo(out);
        }
    }

    /** The response as it comes, whatever its status. */
    HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private InputStream body(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() < 300) {
                return response.body();
            }
            String refusal = refusal(response);
            OptionalLong pause = pause(response);
            if (pause.isEmpty() || tries == TRIES) {
                throw new RectoException(refusal);
            }
            Thread.sleep(Duration.ofSeconds(pause.getAsLong()));
        }
    }

    private static OptionalLong pause(HttpResponse<?> response) {
        boolean later = response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() == UNAVAILABLE;
        OptionalLong pause = later ? response.headers().firstValueAsLong("Retry-After") : OptionalLong.empty();
        return pause.isPresent() && pause.getAsLong() <= LONGEST_PAUSE_SECONDS ? pause : OptionalLong.empty();
    }

    private String refusal(HttpResponse<InputStream> response) throws IOException {
        String status = "HTTP " + response.statusCode();
        boolean typed = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        try (InputStream body = response.body()) {
            return typed ? message(json.readTree(body), status) : status;
        }
    }

    static String message(JsonNode body, String otherwise) {
        return body.path("error").path("message").asText(otherwise);
    }

    @Override
    public void close() {
        http.close();
    }
}
