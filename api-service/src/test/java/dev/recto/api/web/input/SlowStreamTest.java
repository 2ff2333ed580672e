package dev.recto.api.web.input;

import static dev.recto.api.HttpClients.management;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over HTTP/2, a request ends without the connection, which others have, too. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class SlowStreamTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FILE = "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nuser_data\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n" + "x".repeat(500_000);

    @Inject
    Vertx vertx;

    private HttpClient client;

    @BeforeEach
    void connect() {
        client = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    @AfterEach
    void hangUp() {
        got(client.close());
    }

    @Test
    void aBodyThatStopsLeavesNothingAndTheConnectionAsItIs() {
        HttpClientRequest stopping = request(HttpMethod.POST);
        stopping.putHeader("Content-Type", "multipart/form-data; boundary=b").putHeader("Content-Length", "5000000");
        Future<HttpClientResponse> answer = stopping.response();
        got(stopping.write(FILE));
        await().atMost(SOON).until(() -> spooled().matches("[1-9].*"));

        assertThat(got(answer).statusCode()).isEqualTo(408);

        await().atMost(SOON).until(() -> spooled().equals("0.0"));
        HttpClientRequest next = request(HttpMethod.GET);
        assertThat(got(next.send()).statusCode()).isEqualTo(200);
        assertThat(next.connection()).isSameAs(stopping.connection());
    }

    @Test
    void anAnswerThatEndedIsAskedNothing() {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Handler log = new Thrown(thrown);
        Logger.getLogger("").addHandler(log);
        try {
            assertThat(got(request(HttpMethod.GET).send()).statusCode()).isEqualTo(200);

            await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> true);
            assertThat(thrown).noneMatch(IllegalStateException.class::isInstance);
        } finally {
            Logger.getLogger("").removeHandler(log);
        }
    }

    private HttpClientRequest request(HttpMethod method) {
        HttpClientRequest request = got(client.request(method, RestAssured.port, "127.0.0.1", "/v1/files"));
        request.putHeader("Authorization", "Bearer " + PartsResource.KEY);
        return request;
    }

    private static String spooled() {
        return management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.matches("recto_spool_bytes(\\{.*})? .*"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T got(Future<T> future) {
        await().atMost(SOON).until(future::isComplete);
        return future.result();
    }

    private static final class Thrown extends Handler {
        private final List<Throwable> thrown;

        Thrown(List<Throwable> thrown) {
            this.thrown = thrown;
        }

        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null) {
                thrown.add(line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
