package dev.recto.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Tells whether a started process is able to do its work. */
@FunctionalInterface
interface Readiness {
    boolean isReady(Process process) throws IOException, InterruptedException;

    /** Ready as soon as the process prints something. */
    static Readiness output() {
        return process -> process.getInputStream().available() > 0;
    }

    /**
     * Ready when its health endpoint says so.
     *
     * @param port where it tells its health
     */
    static Readiness health(HttpClient http, int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return process -> {
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException notListening) {
                return false;
            }
        };
    }
}
