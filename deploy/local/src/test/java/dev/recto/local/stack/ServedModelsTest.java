package dev.recto.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServedModelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<Integer> statuses = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer api;
    private final ServedModels models;

    ServedModelsTest() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        models = new ServedModels(
                http, URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "key");
        api.createContext("/v1/models", exchange -> {
            try (exchange) {
                Integer status = statuses.poll();
                if (status != null && status == 0) {
                    return;
                }
                byte[] body = "{\"data\":[{\"id\":\"tesseract\"}]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status == null ? 200 : status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        api.start();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        api.stop(0);
    }

    @Test
    void anApiThatDoesNotAnswerYetIsAskedAgain() throws Exception {
        statuses.addAll(List.of(503, 0, 503));
        assertThat(models.await(PATIENCE)).containsExactly("tesseract");
    }

    @Test
    void whyItDoesNotAnswerIsSaid() {
        statuses.add(503);
        assertThatThrownBy(() -> models.await(Duration.ZERO))
                .isInstanceOf(StackException.class)
                .hasMessage("The API does not answer (HTTP 503); see its log");
        statuses.addAll(Collections.nCopies(9, 0));
        assertThatThrownBy(() -> models.await(Duration.ZERO))
                .isInstanceOf(StackException.class)
                .hasMessageMatching("The API does not answer \\(.+\\); see its log");
    }

    @Test
    void whatItRefusesIsSaid() {
        statuses.add(401);
        assertThatThrownBy(() -> models.await(PATIENCE))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("401");
    }
}
