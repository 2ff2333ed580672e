package dev.recto.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The models that an API offers, which it knows from the workers' heartbeats. */
final class ServedModels {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int UNAVAILABLE = 503;

    /** As an API describes what it only knows of while nobody serves anything. */
    private static final String AWAY = "Not being served at the moment.";

    private final HttpClient http;
    private final HttpRequest request;
    private final ObjectMapper json = new ObjectMapper();

    ServedModels(HttpClient http, URI api, String key) {
        this.http = http;
        request = HttpRequest.newBuilder(api.resolve("/v1/models"))
                .header("Authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    List<String> await(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            List<String> models = list();
            if (!models.isEmpty()) {
                return models;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new StackException(
                "No worker reported a model within " + patience.toSeconds() + " s; see the workers' logs");
    }

    /** None, too, where it does not answer yet: it has just started, and the machine may be busy. */
    private List<String> list() throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException notYet) {
            return List.of();
        }
        if (response.statusCode() == UNAVAILABLE) {
            return List.of();
        }
        if (response.statusCode() != 200) {
            throw new StackException("GET /v1/models answers " + response.statusCode() + "; see the log of the API");
        }
        return json.readTree(response.body())
                .path("data")
                .valueStream()
                .filter(model -> !model.path("description").asText().equals(AWAY))
                .map(ServedModels::id)
                .toList();
    }

    private static String id(JsonNode model) {
        return model.path("id").asText();
    }
}
