package dev.recto.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.SpanKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingSettingsTest {
    private static TracingSettings settings(String endpoint, double ratio, int queue) {
        return new TracingSettings(
                "recto-test",
                URI.create(endpoint),
                ratio,
                Map.of("Authorization", "Bearer t"),
                Duration.ofSeconds(10),
                Duration.ofMillis(50),
                queue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "ftp://collector", "/v1/traces", "http:///v1"})
    void anEndpointIsAnHttpUrl(String endpoint) {
        assertThatThrownBy(() -> settings(endpoint, 1, 64)).hasMessageContaining("recto.tracing.endpoint");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aRatioIsOne(double ratio) {
        assertThatThrownBy(() -> settings("http://collector", ratio, 64))
                .hasMessageContaining("recto.tracing.sample-ratio");
    }

    @Test
    void aQueueHasRoom() {
        assertThatThrownBy(() -> settings("http://collector", 1, 63)).hasMessageContaining("recto.tracing.queue");
    }

    @Test
    void spansGoToTheCollectorWithItsHeaders() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            asked.complete(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://localhost:" + collector.getAddress().getPort() + "/";
        try (Tracing tracing = Tracing.to(settings(endpoint, 1, 64))) {
            tracing.root("any", SpanKind.INTERNAL).close();
            assertThat(asked.get(1, TimeUnit.MINUTES)).isEqualTo("POST /v1/traces application/x-protobuf Bearer t");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void aCollectorThatIsAwayHoldsNothingUp() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Tracing tracing = Tracing.to(settings("http://localhost:" + free, 1, 64));
        for (int i = 0; i < 1000; i++) {
            tracing.root("any", SpanKind.INTERNAL).close();
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(tracing::close);
        assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
    }
}
