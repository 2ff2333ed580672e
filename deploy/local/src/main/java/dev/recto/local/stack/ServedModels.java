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
import java.util.Objects;
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
        while (true) {
            Look look = look();
            if (look instanceof Look.Models(List<String> models) && !models.isEmpty()) {
                return models;
            }
            if (System.nanoTime() >= deadline) {
                throw new StackException(
                        switch (look) {
                            case Look.NoAnswer(String reason) ->
                                "The API does not answer (" + reason + "); see its log";
                            case Look.Models _ ->
                                "No worker reported a model within " + patience.toSeconds()
                                        + " s; see the workers' logs";
                        });
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private sealed interface Look {
        record Models(List<String> models) implements Look {}

        /** It has just started, and the machine may be busy. */
        record NoAnswer(String reason) implements Look {}
    }

    private Look look() throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException notYet) {
            return new Look.NoAnswer(Objects.requireNonNullElse(
                    notYet.getMessage(), notYet.getClass().getSimpleName()));
        }
        if (response.statusCode() == UNAVAILABLE) {
            return new Look.NoAnswer("HTTP " + UNAVAILABLE);
        }
        if (response.statusCode() != 200) {
            throw new StackException("GET /v1/models answers " + response.statusCode() + "; see the log of the API");
        }
        return new Look.Models(json.readTree(response.body())
                .path("data")
                .valueStream()
                .filter(model -> !model.path("description").asText().equals(AWAY))
                .map(ServedModels::id)
                .toList());
    }

    private static String id(JsonNode model) {
        return model.path("id").asText();
    }
}
