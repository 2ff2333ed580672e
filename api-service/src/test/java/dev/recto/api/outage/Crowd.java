package dev.recto.api.outage;

import dev.recto.api.PartsResource;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Many clients at the same time. */
final class Crowd implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int clients;

    Crowd(int clients) {
        this.clients = clients;
    }

    /** The answers of all, once each of them has one. */
    CompletableFuture<List<HttpResponse<String>>> all(HttpRequest.Builder request) {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, clients)
                .mapToObj(i -> http.sendAsync(request.copy().build(), BodyHandlers.ofString()))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + PartsResource.KEY);
    }

    static HttpRequest.Builder upload() {
        String form = """
                --b\r
                Content-Disposition: form-data; name="purpose"\r
                \r
                ocr\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="some.pdf"\r
                \r
                %PDF-1.7 not much of one\r
                --b--\r
                """;
        return get("/v1/files")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(form));
    }

    @Override
    public void close() {
        http.close();
    }
}
