package dev.recto.api.web.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.HttpClients;
import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.RawHttp.Answer;
import dev.recto.api.TestDatabase;
import dev.recto.api.temporary.TemporaryFiles;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Forms as no well-behaved client sends them, at both routes that take forms. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class BrokenFormTest {
    private static final String BOUNDARY = "boundary-of-the-tests";
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TemporaryFiles temporary;

    @Inject
    TestDatabase database;

    enum Route {
        FILE("file"),
        PART("data");

        private final String field;

        Route(String field) {
            this.field = field;
        }

        Answer send(String contentType, byte[] body) {
            return RawHttp.send("POST", path(), "Content-Type: " + contentType + "\r\n", body);
        }

        Answer send(byte[] body) {
            return send("multipart/form-data; boundary=" + BOUNDARY, body);
        }

        String path() {
            return this == FILE ? "/v1/files" : "/v1/uploads/" + upload() + "/parts";
        }

        String good() {
            return part("name=\"purpose\"", "user_data") + part("name=\"" + field + "\"; filename=\"a.txt\"", "hello");
        }
    }

    private static final String END = "--" + BOUNDARY + "--\r\n";
    private static final String GOOD = Route.FILE.good();

    static final List<String> MALFORMED = List.of(
            "",
            "--" + BOUNDARY,
            "--" + BOUNDARY + "\r\n",
            GOOD.substring(0, BOUNDARY.length() + 20),
            GOOD,
            GOOD.substring(0, GOOD.length() - 4),
            GOOD + END.substring(0, END.length() - 3),
            GOOD + "--" + BOUNDARY + "\r\nContent-Dispo",
            "--" + BOUNDARY + "\r\n:\r\n\r\n" + END,
            "--" + BOUNDARY + "\r\n\r\nno head\r\n" + END,
            part("filename=\"x\"", "no name") + END,
            part("name=; filename=", "cut off") + END,
            part("name=\"file\"; filename*=x", "no charset") + END,
            part("name=\"file\"; filename*=UTF-8''%zz", "no escape") + END,
            part("name=\"file\"; filename*=nope''x", "no such charset") + END,
            part("name=\"file\"; filename=\"x\"\r\nContent-Transfer-Encoding: base64", "aGVsbG8=") + END,
            (GOOD + END).replace(BOUNDARY, "another"),
            "noise");

    static Stream<Arguments> malformed() {
        return Stream.of(Route.values()).flatMap(route -> MALFORMED.stream().map(body -> Arguments.of(route, body)));
    }

    static final List<String> BOUNDARIES =
            List.of("", "\"", "\"\"", "\"" + BOUNDARY, BOUNDARY + "\"", "b".repeat(10_000), " ");

    static Stream<Arguments> boundaries() {
        return Stream.of(Route.values()).flatMap(route -> BOUNDARIES.stream().map(each -> Arguments.of(route, each)));
    }

    @AfterEach
    void nothingIsLeftOver() {
        Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(left()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aMalformedFormIsABadRequest(Route route, String body) {
        isError(route.send(body.getBytes(UTF_8)), 400, "bad_request");
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void aBoundaryIsNeeded(Route route, String boundary) {
        byte[] body = (route.good() + END).replace(BOUNDARY, boundary).getBytes(UTF_8);

        isError(route.send("multipart/form-data; boundary=" + boundary, body), 400, "bad_request");
    }

    @ParameterizedTest
    @EnumSource
    void noiseIsABadRequest(Route route) {
        byte[] noise = new byte[5000];
        new Random(7).nextBytes(noise);

        isError(route.send(noise), 400, "bad_request");
    }

    @ParameterizedTest
    @EnumSource
    void aFieldHasALargestSize(Route route) {
        String huge = part("name=\"purpose\"", "x".repeat(5_000_000));

        isError(route.send((huge + route.good() + END).getBytes(UTF_8)), 413, "request_too_large");
    }

    @ParameterizedTest
    @EnumSource
    void aFormHasSoManyParts(Route route) {
        StringBuilder many = new StringBuilder();
        IntStream.range(0, 5000).forEach(i -> many.append(part("name=\"f" + i + "\"", "x")));

        isError(route.send((many + route.good() + END).getBytes(UTF_8)), 413, "request_too_large");
    }

    @ParameterizedTest
    @EnumSource
    void theHeadOfAPartHasALargestSize(Route route) {
        String head = part("name=\"x\"\r\nX: " + "y".repeat(5_000_000), "");
        String heads = part("name=\"x\"" + "\r\nX: y".repeat(500_000), "");

        isError(route.send((route.good() + head + END).getBytes(UTF_8)), 413, "request_too_large");
        isError(route.send((route.good() + heads + END).getBytes(UTF_8)), 413, "request_too_large");
    }

    /** Each of them is small enough. */
    @ParameterizedTest
    @EnumSource
    void theHeadsOfAllPartsHaveALargestSize(Route route) {
        StringBuilder many = new StringBuilder();
        IntStream.range(0, 900).forEach(i -> many.append(part("name=\"" + "n".repeat(15_000) + i + "\"", "x")));

        isError(route.send((many + route.good() + END).getBytes(UTF_8)), 413, "request_too_large");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotAskedForIsNotKept(Route route) throws IOException {
        String other = part("name=\"other\"; filename=\"b.txt\"", "x".repeat(1_000_000));
        byte[] body = (route.good() + other + other + END).getBytes(UTF_8);
        int most = body.length - 1_000;

        try (Socket socket = RawHttp.connect()) {
            socket.getOutputStream()
                    .write(RawHttp.head(
                            "POST",
                            route.path(),
                            "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: "
                                    + body.length + "\r\n"));
            socket.getOutputStream().write(body, 0, most);
            Awaitility.await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> left().size() == 1);
            socket.getOutputStream().write(body, most, body.length - most);

            socket.setSoTimeout((int) SOON.toMillis());
            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyWithoutALengthHasALargestSizeToo(Route route) {
        byte[] head = RawHttp.head(
                "POST",
                route.path(),
                "Transfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n");
        byte[] begin = part("name=\"" + route.field + "\"; filename=\"x\"", "").getBytes(UTF_8);

        Answer answer = RawHttp.send(
                head, chunk(begin), chunk(new byte[40_000_000]), chunk(new byte[40_000_000]), chunk(new byte[0]));

        isError(answer, 413, "request_too_large");
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksOffStoresNothing(Route route) {
        byte[] body = (route.good().repeat(2000) + END).getBytes(UTF_8);
        byte[] head = RawHttp.head(
                "POST",
                route.path(),
                "Content-Length: " + body.length + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY
                        + "\r\n");
        long files = database.count("file");
        long parts = database.count("upload_part");
        long unclaimed = unclaimed();

        for (int length : new int[] {0, 10, 150, 400, body.length / 2, body.length - 1}) {
            RawHttp.breakOff(head, Arrays.copyOf(body, length));
        }

        nothingIsLeftOver();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(unclaimed()).isLessThanOrEqualTo(unclaimed));
        assertThat(database.count("file")).isEqualTo(files);
        assertThat(database.count("upload_part")).isEqualTo(parts);
    }

    @ParameterizedTest
    @FieldSource
    void whatIsUnusualButAFormIsTaken(String body) {
        for (Route route : Route.values()) {
            String sent = body.replace("FIELD", route.field).replace("BOUNDARY", BOUNDARY);

            assertThat(route.send(sent.getBytes(UTF_8)).status())
                    .as(route.name())
                    .isEqualTo(200);
        }
    }

    private static final String PURPOSE = part("name=\"purpose\"", "user_data");

    @SuppressWarnings("unused")
    static final List<String> whatIsUnusualButAFormIsTaken = List.of(
            "before\r\n" + PURPOSE + part("name=\"FIELD\"; filename=\"a\"", "x") + END + "after",
            PURPOSE + part("name=FIELD; filename=a", "x") + END,
            PURPOSE + part("filename=\"a\"; name=\"FIELD\"", "x") + END,
            PURPOSE + part("name=\"FIELD\"; filename*=UTF-8''%e2%82%ac", "x") + END,
            PURPOSE + part("name=\"FIELD\"; filename=\"a\\\"b.pdf\"", "x") + END,
            PURPOSE + part("name=\"FIELD\"; filename=\"a\"", "\r\n--BOUNDARX\r\n\r\n--\r\n") + END,
            PURPOSE + part("name=\"FIELD\"; filename=\"a\"\r\nContent-Transfer-Encoding: binary", "x") + END,
            PURPOSE + part("name=\"other\"", "x") + part("name=\"FIELD\"; filename=\"a\"", "x") + END);

    private static String part(String disposition, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static byte[] chunk(byte[] bytes) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(UTF_8));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(UTF_8));
        return chunk.toByteArray();
    }

    private static void isError(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        JsonPath body = JsonPath.from(answer.body());
        assertThat(body.getString("object")).isEqualTo("error");
        assertThat(body.getString("code")).isEqualTo(code);
        assertThat(body.getString("error.code")).isEqualTo(code);
    }

    private long unclaimed() {
        return database.count("unclaimed_object where object_key like 'files/%' or object_key like 'uploads/%'");
    }

    private static String upload() {
        return HttpClients.client()
                .contentType("application/json")
                .body("{\"filename\": \"a\", \"bytes\": 5, \"mime_type\": \"a/b\", \"purpose\": \"user_data\"}")
                .post("/v1/uploads")
                .path("id");
    }

    private List<Path> left() {
        try (Stream<Path> files = Files.list(temporary.directory())) {
            return files.filter(file -> !file.endsWith("lock")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
