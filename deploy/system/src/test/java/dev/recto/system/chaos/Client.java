package dev.recto.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/** Sends single requests and counts what comes of them. */
final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final String key;
    private final Duration patience;
    private final Answers answers;

    /** @param patience after which a request counts as not answered */
    Client(String key, Duration patience, Answers answers) {
        this.key = key;
        this.patience = patience;
        this.answers = answers;
    }

    /** A request for any API. */
    @FunctionalInterface
    interface Request {
        HttpRequest.Builder at(URI api);
    }

    static Request get(String path) {
        return api -> HttpRequest.newBuilder(api.resolve(path));
    }

    static Request delete(String path) {
        return api -> HttpRequest.newBuilder(api.resolve(path)).DELETE();
    }

    static Request post(String path, String idempotencyKey, boolean waits, String body) {
        return api -> HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .header("Prefer", waits ? "wait" : "respond-async")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** @return the body of a request that reads a document in it */
    static String inline(String model, byte[] document) {
        return JSON.createObjectNode()
                .put("model", model)
                .set(
                        "document",
                        JSON.createObjectNode()
                                .put("document_content", Base64.getEncoder().encodeToString(document)))
                .toString();
    }

    static Request upload(String idempotencyKey, byte[] document) {
        String boundary = UUID.randomUUID().toString();
        String head =
                "--%1$s\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nocr\r\n--%1$s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"document.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
                        .formatted(boundary);
        String tail = "\r\n--" + boundary + "--\r\n";
        return api -> HttpRequest.newBuilder(api.resolve("/v1/files"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.concat(
                        HttpRequest.BodyPublishers.ofString(head),
                        HttpRequest.BodyPublishers.ofByteArray(document),
                        HttpRequest.BodyPublishers.ofString(tail)));
    }

    Answer send(String operation, URI api, Request request) {
        HttpRequest built = request.at(api)
                .header("Authorization", "Bearer " + key)
                .timeout(patience)
                .build();
        long began = System.nanoTime();
        Answer answer;
        try {
            answer = answer(http.send(built, HttpResponse.BodyHandlers.ofByteArray()), began);
        } catch (HttpTimeoutException late) {
            answer = none(Answer.LATE, began);
        } catch (IOException broken) {
            answer = none(Answer.BROKEN, began);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answers.add(operation, answer);
    }

    private static Answer none(int status, long began) {
        return new Answer(status, MissingNode.getInstance(), "", false, since(began));
    }

    private static Answer answer(HttpResponse<byte[]> response, long began) {
        return new Answer(
                response.statusCode(),
                parse(response.body()),
                response.headers().firstValue("X-Recto-Job").orElse(""),
                response.headers().firstValue("Retry-After").isPresent(),
                since(began));
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        http.close();
    }
}
