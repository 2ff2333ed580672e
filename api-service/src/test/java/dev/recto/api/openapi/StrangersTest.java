package dev.recto.api.openapi;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.temporary.TemporaryFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets in without a key, however the address is spelled. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class StrangersTest {
    private static final Description DESCRIPTION = Description.read();
    private static final int LARGE = 70_000_000;
    private static final List<String> BODIES =
            List.of("/v1/files", "/%761/files", "//v1/files", "/v1/ocr", "/v1/uploads/x/parts", "/v1;a/files");

    private static @Nullable String revoked;

    @Inject
    TemporaryFiles files;

    static Stream<String> all() {
        return DESCRIPTION.routes().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noSpellingOpensAnything(String route) {
        Set<Integer> closed = route.endsWith("/download") ? Set.of(400, 401, 403, 404) : Set.of(400, 401, 404);
        List<String> open = new ArrayList<>();
        for (String target : Spellings.of(Requests.path(route).replaceAll("\\{[^}]+}", Requests.UNKNOWN))) {
            for (String key : new String[] {null, "wrong", revokedKey()}) {
                int status = RawHttp.status(Requests.method(route), target, key);
                if (!closed.contains(status)) {
                    open.add(target + " with " + key + ": " + status);
                }
            }
        }
        assertThat(open).isEmpty();
    }

    /** Callers may spell as they like, too; what they get is never an error of the service. */
    @ParameterizedTest
    @MethodSource("all")
    void noSpellingBreaksAnything(String route) {
        for (String target : Spellings.of(Requests.path(route).replaceAll("\\{[^}]+}", Requests.UNKNOWN))) {
            assertThat(RawHttp.status(Requests.method(route), target, PartsResource.KEY))
                    .as(target)
                    .isBetween(200, 499);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static",
                "/q/health",
                "/q/metrics",
                "/q",
                "/nothing",
                "/v1",
                "/openapi/x",
                "/META-INF/openapi.yaml"
            })
    void whatIsNotNamedPublicIsClosed(String path) {
        assertThat(RawHttp.status("GET", path, null)).isEqualTo(401);
        assertThat(RawHttp.status("GET", path, PartsResource.KEY)).isEqualTo(404);
    }

    /** All at once, since each is listened to for a moment after its answer. */
    @Test
    void nothingOfAStrangersBodyIsTaken() throws Exception {
        long before = stored();
        try (ExecutorService strangers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> taken = BODIES.stream()
                    .map(target -> strangers.submit(() -> takenOfABody(target)))
                    .toList();
            for (Future<Integer> each : taken) {
                assertThat(each.get()).isLessThan(LARGE / 2);
            }
        }
        assertThat(stored()).isEqualTo(before);
    }

    private static int takenOfABody(String target) throws IOException {
        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream().write(("""
                            POST %s HTTP/1.1\r
                            Host: recto\r
                            Content-Type: multipart/form-data; boundary=b\r
                            Content-Length: %d\r
                            \r
                            --b\r
                            Content-Disposition: form-data; name="file"; filename="a.pdf"\r
                            \r
                            """.formatted(target, LARGE)).getBytes(US_ASCII));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));

            assertThat(answer.readLine()).as(target).startsWith("HTTP/1.1 401 ");
            assertThat(answer.lines()).as(target).anyMatch("Connection: close"::equalsIgnoreCase);
            return taken(socket);
        }
    }

    /** Bytes until the connection is found closed. */
    private static int taken(Socket socket) {
        byte[] piece = new byte[65_536];
        int taken = 0;
        try {
            while (taken < LARGE) {
                socket.getOutputStream().write(piece);
                taken += piece.length;
            }
        } catch (IOException closed) {
            return taken;
        }
        return taken;
    }

    private long stored() throws IOException {
        try (Stream<java.nio.file.Path> all = Files.walk(files.directory())) {
            return all.count();
        }
    }

    private static synchronized String revokedKey() {
        if (revoked == null) {
            var made = client().contentType("application/json")
                    .body(Map.of("name", "revoked"))
                    .post("/v1/keys");
            String id = made.path("id");
            revoked = made.path("key");
            client().delete("/v1/keys/" + id).then().statusCode(200);
        }
        return revoked;
    }

    @Test
    void whatAnAddressTakesIsNoSecret() {
        assertThat(RawHttp.status("OPTIONS", "/v1/models", null)).isEqualTo(200);
    }
}
