package dev.recto.api.fetch;

import static dev.recto.api.fetch.UrlDownloadTest.config;
import static dev.recto.api.fetch.UrlDownloadTest.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.fault.ApiException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections a server gets, and that none is left behind. */
class UrlConnectionsTest {
    private static final InetAddress SERVER = InetAddress.ofLiteral("127.0.0.1");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            vertx.createHttpClient(UrlDownload.options(config()).setIdleTimeout(0));

    @TempDir
    Path directory;

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    @Test
    void oneServerMayHaveAllThatAreFetchedAtATime() throws Exception {
        int most = config().maxConcurrent();
        List<HttpServerRequest> held = new ArrayList<>();
        HttpUrl url = serve(request -> {
            held.add(request);
            if (held.size() == most) {
                held.forEach(each -> each.response().end("at last"));
            }
        });
        List<Future<Long>> downloads = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            downloads.add(download(Future.succeededFuture(List.of(SERVER))).from(url));
        }

        assertThat(done(Future.all(downloads)).<Long>list()).containsOnly((long) "at last".length());
    }

    @Test
    void whoIsGivenUpBeforeHeIsConnectedIsNotAsked() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpUrl url = serve(request -> {
            asked.incrementAndGet();
            request.response().end("late");
        });
        Promise<List<InetAddress>> resolved = Promise.promise();
        UrlDownload download = download(resolved.future());
        Future<Long> size = download.from(url);

        download.abort();
        resolved.complete(List.of(SERVER));

        assertThatThrownBy(() -> done(size)).hasCauseInstanceOf(ApiException.class);
        assertThat(asked).hasValue(0);
    }

    private HttpUrl serve(Consumer<HttpServerRequest> handler) throws Exception {
        int port = done(vertx.createHttpServer().requestHandler(handler::accept).listen(0, SERVER.getHostAddress()))
                .actualPort();
        return HttpUrl.parse("http://public.test:" + port + "/");
    }

    private UrlDownload download(Future<List<InetAddress>> resolved) throws Exception {
        Path file = directory.resolve(UUID.randomUUID().toString());
        return new UrlDownload(
                client,
                host -> resolved,
                new AddressPolicy(List.of(Network.parse(SERVER.getHostAddress()))),
                config(),
                done(vertx.fileSystem().open(file.toString(), new OpenOptions())),
                bytes -> {});
    }
}
