package dev.recto.api.web.input;

import static dev.recto.api.HttpClients.management;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.Impatient;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A body that does not come on ends; one that comes slowly does not. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
@TestProfile(Impatient.class)
class SlowBodyTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PAUSE_MILLISECONDS = 200;
    private static final String FORM = "Content-Type: multipart/form-data; boundary=b\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FILE = "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nuser_data\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
    private static final String END = "\r\n--b--\r\n";

    record Route(String method, String path, String type, String begin) {
        byte[] head(int length) {
            return RawHttp.head(method, path, type + "Content-Length: " + length + "\r\n");
        }
    }

    private static final Route UPLOAD = new Route("POST", "/v1/files", FORM, FILE);
    private static final String ID = UUID.randomUUID().toString();

    private static final List<Route> ROUTES = List.of(
            UPLOAD,
            new Route("POST", "/v1/uploads/" + ID + "/parts", FORM, FILE),
            new Route("POST", "/v1/ocr", JSON, "{\"document\": {\"content\": \""),
            new Route("POST", "/v2/ocr", JSON, "{"),
            new Route("POST", "/v1/batch/jobs", JSON, "{\"requests\": ["),
            new Route("POST", "/v1/uploads", JSON, "{\"purpose\": "),
            new Route("PUT", "/v1/keys/" + ID + "/webhook", JSON, "{"));

    @AfterEach
    void nothingIsLeftOver() {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(management("/q/metrics").asString())
                        .containsPattern("(?m)^recto_spool_bytes(\\{.*})? 0\\.0$"));
    }

    /** All of them at once, since they wait. */
    @Test
    void aBodyThatStopsIsATimeout() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (Route route : ROUTES) {
                Socket socket = RawHttp.connect();
                sockets.add(socket);
                socket.getOutputStream().write(route.head(5_000_000));
                socket.getOutputStream().write(route.begin().getBytes(UTF_8));
            }
            for (Socket socket : sockets) {
                isTimeout(socket);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyThatDripsIsATimeoutAndNotCutOffBeforeTheAnswerIsSeen() throws IOException {
        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream().write(UPLOAD.head(5_000_000));
            socket.getOutputStream().write(UPLOAD.begin().getBytes(UTF_8));
            for (int i = 0; i < 100 && !isAnswered(socket); i++) {
                socket.getOutputStream().write(' ');
            }

            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .atMost(Duration.ofMillis(1500))
                    .until(() -> !RawHttp.isHungUp(socket));
            isTimeout(socket);
        }
    }

    @Test
    void aBodyThatComesSlowlyIsTaken() throws IOException {
        byte[] piece = "x".repeat(4096).getBytes(UTF_8);
        int pieces = 25;
        byte[] end = END.getBytes(UTF_8);
        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream().write(UPLOAD.head(FILE.length() + pieces * piece.length + end.length));
            socket.getOutputStream().write(FILE.getBytes(UTF_8));
            for (int i = 0; i < pieces; i++) {
                assertThat(isAnswered(socket)).isFalse();
                socket.getOutputStream().write(piece);
            }
            socket.getOutputStream().write(end);

            assertThat(first(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    private static void isTimeout(Socket socket) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(answer).contains("\"code\":\"request_timeout\"").containsIgnoringCase("connection: close");
    }

    private static String first(Socket socket) throws IOException {
        socket.setSoTimeout((int) SOON.toMillis());
        return new String(socket.getInputStream().readNBytes(100), ISO_8859_1);
    }

    /** Waits a moment for the first byte of an answer, which it takes. */
    private static boolean isAnswered(Socket socket) throws IOException {
        socket.setSoTimeout(PAUSE_MILLISECONDS);
        try {
            return socket.getInputStream().read() == 'H';
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }
}
