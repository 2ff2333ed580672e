package dev.recto.api.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ErrorCode;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public internet is 127.0.0.1 here, and everything else on this machine is private. */
class UrlDownloadTest {
    private static final int LIMIT = 1000;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>(Map.of(
            "public.test", List.of("127.0.0.1"),
            "private.test", List.of("127.0.0.2"),
            "mixed.test", List.of("127.0.0.2", "127.0.0.1"),
            "dead.test", List.of("127.0.0.3", "127.0.0.1")));
    private final Map<String, AtomicInteger> lookups = new ConcurrentHashMap<>();
    private final Map<String, Consumer<HttpServerRequest>> pages = new ConcurrentHashMap<>();
    private final AtomicInteger privateRequests = new AtomicInteger();
    private final HttpClient client = vertx.createHttpClient(UrlDownload.options(config()));

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void serve() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> pages.getOrDefault(
                                request.path(),
                                unknown -> unknown.response().setStatusCode(404).end())
                        .accept(request));
        port = done(server.listen(0, "127.0.0.1")).actualPort();
        done(vertx.createHttpServer()
                .requestHandler(request -> {
                    privateRequests.incrementAndGet();
                    request.response().end("secret");
                })
                .listen(port, "127.0.0.2"));
    }

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    @Test
    void writesTheBody() throws Exception {
        page("/a.pdf", request -> request.response().end("%PDF-1.7"));

        assertThat(download("http://public.test:%d/a.pdf")).isEqualTo("%PDF-1.7");
    }

    @Test
    void connectsToTheCheckedAddressButAsksForTheName() throws Exception {
        page("/host", request -> request.response().end(String.valueOf(request.authority())));

        assertThat(download("http://public.test:%d/host")).isEqualTo("public.test:" + port);
        assertThat(lookups.get("public.test")).hasValue(1);
    }

    @Test
    void privateAddressesAreRefusedBeforeAnythingIsSent() {
        refused("http://private.test:%d/", ErrorCode.URL_NOT_ALLOWED);
        refused("http://127.0.0.2:%d/", ErrorCode.URL_NOT_ALLOWED);
        refused("http://[::ffff:127.0.0.2]:%d/", ErrorCode.URL_NOT_ALLOWED);
        refused("http://[::1]:%d/", ErrorCode.URL_NOT_ALLOWED);
        assertThat(privateRequests).hasValue(0);
    }

    @Test
    void ofSeveralAddressesOnlyThePermittedOnesAreTried() throws Exception {
        page("/", request -> request.response().end("public"));

        assertThat(download("http://mixed.test:%d/")).isEqualTo("public");
        assertThat(privateRequests).hasValue(0);
    }

    @Test
    void aNameThatChangesItsAddressGainsNothing() throws Exception {
        page("/first", request -> {
            names.put("public.test", List.of("127.0.0.2"));
            request.response().end("public");
        });

        assertThat(download("http://public.test:%d/first")).isEqualTo("public");
        refused("http://public.test:%d/first", ErrorCode.URL_NOT_ALLOWED);
        assertThat(privateRequests).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreFollowed(int status) throws Exception {
        page("/from", redirect(status, "/to"));
        page("/to", request -> request.response().end("there"));

        assertThat(download("http://public.test:%d/from")).isEqualTo("there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://private.test:%d/",
                "//private.test:%d/",
                "http://127.0.0.2:%d/",
                "file:///etc/passwd",
                "http://me@public.test:%d/"
            })
    void redirectsAreCheckedLikeTheFirstAddress(String target) {
        page("/from", redirect(302, target.formatted(port)));

        refused("http://public.test:%d/from", ErrorCode.URL_NOT_ALLOWED);
        assertThat(privateRequests).hasValue(0);
    }

    @Test
    void redirectsAreLimited() throws Exception {
        AtomicInteger hops = new AtomicInteger();
        page("/loop", request -> {
            hops.incrementAndGet();
            redirect(302, "/loop").accept(request);
        });

        refused("http://public.test:%d/loop", ErrorCode.DOCUMENT_UNREACHABLE);
        assertThat(hops).hasValue(6);
    }

    @Test
    void aRedirectToNowhereIsUnreachable() {
        page("/from", request -> request.response().setStatusCode(302).end());

        refused("http://public.test:%d/from", ErrorCode.DOCUMENT_UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 304, 400, 401, 403, 404, 500, 503})
    void onlyAPlainSuccessCounts(int status) {
        page("/status", request -> request.response().setStatusCode(status).end());

        refused("http://public.test:%d/status", ErrorCode.DOCUMENT_UNREACHABLE);
    }

    @Test
    void whatIsAnnouncedAsTooLargeIsNotRead() {
        page("/large", request -> {
            request.response().putHeader("Content-Length", Integer.toString(LIMIT + 1));
            request.response().write("begun");
        });

        refused("http://public.test:%d/large", ErrorCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void whatTurnsOutTooLargeIsBroken() throws Exception {
        page("/chunked", request -> request.response().setChunked(true).end("x".repeat(LIMIT + 1)));
        page("/largest", request -> request.response().setChunked(true).end("x".repeat(LIMIT)));

        refused("http://public.test:%d/chunked", ErrorCode.DOCUMENT_TOO_LARGE);
        assertThat(download("http://public.test:%d/largest")).hasSize(LIMIT);
    }

    @Test
    void silentServersAreGivenUp() {
        page("/silent", request -> {});
        page("/stalled", request -> request.response().setChunked(true).write("begun"));

        refused("http://public.test:%d/silent", ErrorCode.DOCUMENT_UNREACHABLE);
        refused("http://public.test:%d/stalled", ErrorCode.DOCUMENT_UNREACHABLE);
    }

    @Test
    void aBodyThatBreaksOffIsUnreachable() {
        page("/broken", request -> {
            request.response().putHeader("Content-Length", "100");
            request.response().write("begun");
            vertx.setTimer(50, later -> request.connection().close());
        });

        refused("http://public.test:%d/broken", ErrorCode.DOCUMENT_UNREACHABLE);
    }

    @Test
    void anUnknownNameAndAClosedPortAreUnreachable() throws IOException {
        int closed;
        try (var socket = new java.net.ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        refused("http://nowhere.test:%d/", ErrorCode.DOCUMENT_UNREACHABLE);
        refused("http://public.test:" + closed + "/", ErrorCode.DOCUMENT_UNREACHABLE);
    }

    @Test
    void aCertificateMustBeTrusted() throws Exception {
        PfxOptions certificate = certificate("public.test");
        int secure = done(vertx.createHttpServer(
                                new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                        .requestHandler(request -> request.response().end("secure"))
                        .listen(0, "127.0.0.1"))
                .actualPort();

        refused("https://public.test:" + secure + "/", ErrorCode.DOCUMENT_UNREACHABLE);
        HttpClient trusting =
                vertx.createHttpClient(UrlDownload.options(config()).setTrustOptions(certificate));
        assertThat(download(trusting, "https://public.test:" + secure + "/")).isEqualTo("secure");
        names.put("impostor.test", List.of("127.0.0.1"));
        assertThatThrownBy(() -> download(trusting, "https://impostor.test:" + secure + "/"))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNotTheDocumentsFault() throws Exception {
        page("/a.pdf", request -> request.response().end("%PDF-1.7"));
        var full = done(vertx.fileSystem().open("/dev/full", new OpenOptions().setWrite(true)));

        assertThatThrownBy(() -> done(new UrlDownload(client, this::resolve, policy(), config(), full, bytes -> {})
                        .from(HttpUrl.parse("http://public.test:" + port + "/a.pdf"))))
                .cause()
                .satisfies(failure ->
                        assertThat(DocumentFetcher.told(failure).code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    private static AddressPolicy policy() {
        return new AddressPolicy(List.of(Network.parse("127.0.0.1"), Network.parse("127.0.0.3")));
    }

    private PfxOptions certificate(String name) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String command = "-genkeypair -alias " + name + " -keyalg EC -dname CN=" + name + " -ext san=dns:" + name
                + " -storetype PKCS12 -storepass password -keystore " + store;
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addFirst(keytool.toString());
        assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword("password");
    }

    private void page(String path, Consumer<HttpServerRequest> answer) {
        pages.put(path, answer);
    }

    private static Consumer<HttpServerRequest> redirect(int status, String location) {
        return request -> request.response()
                .setStatusCode(status)
                .putHeader("Location", location)
                .end();
    }

    private String download(String url) throws Exception {
        return download(client, url.formatted(port));
    }

    private String download(HttpClient through, String url) throws Exception {
        Path file = Files.createTempFile(directory, "download", "");
        var opened = done(vertx.fileSystem().open(file.toString(), new OpenOptions().setWrite(true)));
        long size = done(new UrlDownload(through, this::resolve, policy(), config(), opened, bytes -> {})
                .from(HttpUrl.parse(url)));
        done(opened.close());
        assertThat(Files.size(file)).isEqualTo(size);
        return Files.readString(file);
    }

    private void refused(String url, ErrorCode code) {
        assertThatThrownBy(() -> download(url))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .satisfies(failure ->
                        assertThat(DocumentFetcher.told(failure).code()).isEqualTo(code));
    }

    private Future<List<InetAddress>> resolve(String host) {
        lookups.computeIfAbsent(host, first -> new AtomicInteger()).incrementAndGet();
        return names.containsKey(host)
                ? Future.succeededFuture(
                        names.get(host).stream().map(InetAddress::ofLiteral).toList())
                : HostResolver.system(vertx).resolve(host);
    }

    static FetchConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(FetchConfig.class)
                .withConverter(MemorySize.class, 500, new MemorySizeConverter())
                .withConverter(Duration.class, 500, new DurationConverter())
                .withSources(new PropertiesConfigSource(
                        Map.of("recto.fetch.max-size", "1000", "recto.fetch.idle-timeout", "1s"), "test", 500))
                .build()
                .getConfigMapping(FetchConfig.class);
    }

    static <T> T done(Future<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
