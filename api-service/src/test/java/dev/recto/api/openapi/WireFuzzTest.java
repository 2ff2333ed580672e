package dev.recto.api.openapi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.api.PartsResource;
import dev.recto.api.RawHttp;
import dev.recto.api.RawHttp.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a client that writes bytes itself can send, at every address that is published: never a fault of the service's. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class WireFuzzTest {
    private static final Description DESCRIPTION = Description.read();
    private static final String JSON = "Content-Type: application/json\r\n";

    private final List<String> wrong = new ArrayList<>();

    static Set<String> paths() {
        return DESCRIPTION.routes().stream()
                .map(route -> Requests.path(route).replaceAll("\\{[^}]+}", Requests.UNKNOWN))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> jsonRoutes() {
        return DESCRIPTION.routes().stream()
                .filter(route -> !DESCRIPTION.fields(route, "application/json").isEmpty())
                .map(route -> route.replaceAll("\\{[^}]+}", Requests.UNKNOWN))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anyMethod(String path) {
        for (String method : List.of(
                "HEAD", "OPTIONS", "TRACE", "PATCH", "PUT", "DELETE", "POST", "CONNECT", "PROPFIND", "NOPE", "get")) {
            Answer answer =
                    method.equals("HEAD") ? headOnly(path) : RawHttp.send(method, path, JSON, "{}".getBytes(UTF_8));
            note(method + " " + path, answer);
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anyHeader(String path) {
        String latin = "\u00e9\u00ff";
        for (String header : List.of(
                "Range: bytes=5-1",
                "Range: bytes=-99999999999999999999",
                "Range: bytes=0-0,2-2",
                "Range: lines=1",
                "If-Range: x",
                "If-Match: \"x\"",
                "If-None-Match: *",
                "If-Modified-Since: yesterday",
                "Accept: ;;,,",
                "Accept: nothing",
                "Accept: text/html, nothing",
                "Accept: a/b;q=x, c/d",
                "Accept-Charset: none",
                "Accept-Encoding: none",
                "Accept-Language: @@@",
                "Last-Event-ID: 99999999999999999999",
                "Prefer: ;;",
                "Cookie: ;;=",
                "X-Org-Id: " + latin,
                "Idempotency-Key: " + latin,
                "X-Stainless-Lang: " + latin,
                "Forwarded: for=;;",
                "Expect: the-unexpected",
                "Content-Encoding: gzip",
                "Content-Language: @@")) {
            note("GET " + path + " " + header, RawHttp.send("GET", path, header + "\r\n", new byte[0]));
            note(
                    "POST " + path + " " + header,
                    RawHttp.send("POST", path, JSON + header + "\r\n", "{".getBytes(UTF_8)));
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a b<>\r\n", "Host: [::1\r\n", "Host: recto:port\r\n"})
    void aHostThatIsNoneIsABadRequest(String host) {
        Answer answer = RawHttp.send(("GET /v1/models HTTP/1.1\r\n" + host + "\r\n").getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"bad_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT localhost:443", "OPTIONS *", "GET v1/models"})
    void anAddressThatIsNoneIsATypedError(String line) {
        String[] methodAndTarget = line.split(" ");
        Answer answer = RawHttp.send(RawHttp.head(methodAndTarget[0], methodAndTarget[1], ""));
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.body()).contains("\"type\":", "\"request_id\":\"req_");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anyContentType(String path) {
        for (String type : List.of(
                "",
                "/",
                ";",
                "*/*",
                "application/*",
                "application/json; charset=utf-16",
                "application/json; charset=none",
                "application/json; charset=\"",
                "application/json, text/plain",
                "multipart/form-data",
                "multipart/form-data; =",
                "multipart/*; boundary=x",
                "multipart/form-data; boundary=x; charset=none",
                "text/plain; charset=none")) {
            note(
                    "POST " + path + " " + type,
                    RawHttp.send("POST", path, "Content-Type: " + type + "\r\n", "{".getBytes(UTF_8)));
        }
        note("POST " + path + " without a type", RawHttp.send("POST", path, "", "{".getBytes(UTF_8)));
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anyQuery(String path) {
        for (String query : List.of(
                "&&&&",
                "=",
                "%00=1",
                "a%00=1",
                "a=%00",
                "search=%00",
                "search=%ED%A0%80",
                "search=%FF",
                "mimetypes=%00&mimetypes=a",
                "limit=-1",
                "limit=0",
                "limit=99999999999",
                "limit=1&limit=a",
                "page=2147483647&page_size=1000",
                "page=2147483648",
                "after=x&before=y",
                "x=" + "y".repeat(3500),
                numbered("k%d=v", 500),
                numbered("status=%d", 300),
                numbered("mimetypes=%d", 250))) {
            note("GET " + path + "?" + query, RawHttp.send("GET", path + "?" + query, "", new byte[0]));
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jsonRoutes")
    void anyJson(String route) {
        String method = Requests.method(route);
        String path = Requests.path(route);
        for (byte[] body : List.of(
                utf8("[".repeat(100_000)),
                utf8("{\"a\":".repeat(100_000)),
                utf8("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                utf8("{\"a\":" + "9".repeat(5000) + "}"),
                utf8("{\"pages\":1e999999,\"image_limit\":1e999999,\"bytes\":1e999999,\"timeout_hours\":1e999999}"),
                utf8(
                        "{\"model\":\"a\",\"model\":\"b\",\"document\":{},\"document\":[],\"requests\":[],\"requests\":[{}]}"),
                utf8("{\"" + "k".repeat(60_000) + "\":1}"),
                utf8("{" + numbered("\"k%d\":1", 50_000).replace('&', ',') + "}"),
                utf8("{\"a\":\"\n\"}"),
                utf8("{\"a\":\"\\x\"}"),
                utf8("{\"a\":\"\\"),
                utf8("{}{}"),
                "{\"a\":\"\u00ff\"}".getBytes(ISO_8859_1),
                "{\"a\":\"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1),
                "{\"\u00c3\":1}".getBytes(ISO_8859_1),
                "{\"requests\":[{\"body\":{}}],\"endpoint\":\"/v1/ocr\"}".getBytes(UTF_16),
                "{\"requests\":[{\"body\":{}}],\"endpoint\":\"/v1/ocr\"}".getBytes(UTF_16LE))) {
            note(
                    route + " " + new String(body, 0, Math.min(body.length, 60), ISO_8859_1),
                    RawHttp.send(method, path, JSON, body));
        }
        assertThat(wrong).isEmpty();
    }

    /** Such a body may break nothing where it is to stand for no options either. */
    @ParameterizedTest
    @MethodSource("jsonRoutes")
    void blankBodiesAreNoJson(String route) {
        String method = Requests.method(route);
        String path = Requests.path(route);
        for (String body : path.endsWith("/ocr") && path.contains("/files/")
                ? List.of(" ", "\r\n\t ")
                : List.of("", " ", "\r\n\t ")) {
            Answer answer = RawHttp.send(method, path, JSON, utf8(body));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid_json\"");
        }
    }

    @ParameterizedTest
    @MethodSource("jsonRoutes")
    void lengthsMayLie(String route) {
        String method = Requests.method(route);
        String path = Requests.path(route);
        note(
                "too short " + route,
                RawHttp.send(RawHttp.head(method, path, JSON + "Content-Length: 3\r\n"), utf8("{\"a\":1}")));
        note(
                "empty chunks " + route,
                RawHttp.send(RawHttp.head(method, path, JSON + "Transfer-Encoding: chunked\r\n"), utf8("0\r\n\r\n")));
        RawHttp.breakOff(RawHttp.head(method, path, JSON + "Content-Length: 1000\r\n"), utf8("{\"a\":"));
        Answer waiting =
                RawHttp.send(RawHttp.head(method, path, JSON + "Expect: 100-continue\r\nContent-Length: 2\r\n"));
        assertThat(waiting.status()).isEqualTo(100);
        assertThat(wrong).isEmpty();
    }

    /** The documents routes take bodies of any length in little memory; there is an end to it all the same. */
    @Tag("thorough")
    @ParameterizedTest
    @MethodSource("jsonRoutes")
    void aBodyWithoutALengthEnds(String route) {
        String method = Requests.method(route);
        String path = Requests.path(route);
        byte[] many = new byte[80_000_000];
        Arrays.fill(many, (byte) 'a');

        Answer answer = RawHttp.send(
                RawHttp.head(method, path, JSON + "Transfer-Encoding: chunked\r\n"),
                utf8("2\r\n{\"\r\n" + Integer.toHexString(many.length) + "\r\n"),
                many,
                utf8("\r\n0\r\n\r\n"));

        note(route, answer);
        assertThat(answer.status()).isIn(400, 413);
        assertThat(wrong).isEmpty();
    }

    @Test
    void floodsAndNoiseEndWithAnAnswerThatBlamesTheClient() {
        for (byte[] request : List.of(
                RawHttp.head("GET", "/v1/models", numbered("X%d: y", 10_000).replace("&", "\r\n") + "\r\n"),
                RawHttp.head("GET", "/v1/models", "X: " + "y".repeat(100_000) + "\r\n"),
                RawHttp.head("GET", "/v1/models?" + "y".repeat(100_000), ""),
                RawHttp.head("GET", "/v1/models", "X: a\0b\r\n"),
                RawHttp.head("GET", "/v1/models?a=%zz", ""),
                RawHttp.head("POST", "/v1/ocr", "Content-Length: -1\r\n"),
                RawHttp.head("POST", "/v1/ocr", "Content-Length: 99999999999999999999\r\n"),
                RawHttp.head("POST", "/v1/ocr", "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"),
                utf8("noise\r\n\r\n"))) {
            assertThat(RawHttp.send(request).status()).isBetween(400, 499);
        }
    }

    private static Answer headOnly(String path) {
        Answer answer = RawHttp.send(RawHttp.head("HEAD", path, "Connection: close\r\n"));
        return answer.status() < 500 ? new Answer(200, "") : answer;
    }

    private void note(String what, Answer answer) {
        String problem = Answers.problem(answer.status(), answer.body());
        if (!problem.isEmpty()) {
            wrong.add((what.length() > 120 ? what.substring(0, 120) : what) + ": " + problem);
        }
    }

    private static String numbered(String form, int count) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining("&"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
