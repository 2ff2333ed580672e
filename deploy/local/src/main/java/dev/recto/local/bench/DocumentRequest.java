package dev.recto.local.bench;

import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Has a document of one page read by the engine that does nothing, as often as wanted, each time on a connection of its own if need be. */
record DocumentRequest(HttpClient http, HttpRequest request) implements AutoCloseable {
    private static final int BUSY = 503;

    static DocumentRequest to(LocalStack stack) {
        String document = Base64.getEncoder().encodeToString(TextPdf.of(1, page -> "A page for nobody"));
        return new DocumentRequest(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                HttpRequest.newBuilder(stack.url(0).resolve("/v1/ocr"))
                        .header("Authorization", "Bearer " + stack.key())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"model\":\"%s\",\"document\":{\"document_content\":\"%s\"}}"
                                        .formatted(PlatformBench.MODEL, document)))
                        .build());
    }

    /** Returns the status; tries again where the machine was too busy to accept it. */
    int send() throws IOException, InterruptedException {
        int status = sendOnce();
        while (status == BUSY) {
            TimeUnit.SECONDS.sleep(1);
            status = sendOnce();
        }
        return status;
    }

    private int sendOnce() throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        http.close();
    }
}
