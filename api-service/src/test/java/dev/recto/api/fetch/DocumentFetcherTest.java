package dev.recto.api.fetch;

import static dev.recto.api.HttpClients.client;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.PartsResource;
import dev.recto.api.RawForm;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.Checksum;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.temporary.SomeSpools;
import dev.recto.api.temporary.Spool;
import dev.recto.model.ObjectKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 127.0.0.9 is allowed by configuration, the rest of the loopback network is not. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class DocumentFetcherTest {
    private static final String PDF = "%PDF-1.7 begins like this";

    @Inject
    DocumentFetcher fetcher;

    @Inject
    ObjectStore objects;

    @Inject
    Vertx vertx;

    @TempDir
    Path directory;

    private final String key = ObjectKeys.source(UUID.randomUUID(), UUID.randomUUID());
    private final AtomicInteger requests = new AtomicInteger();
    private SomeSpools spools;
    private HttpServer server;

    @BeforeEach
    void serve() {
        spools = new SomeSpools(directory);
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    request.response().end(request.path().equals("/empty") ? "" : PDF);
                })
                .listen(0, "0.0.0.0")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        objects.deleteAll("jobs/").await().indefinitely();
    }

    @Test
    void bringsADocumentIntoTheStore() {
        FetchedDocument fetched = fetch("http://127.0.0.9:" + server.actualPort() + "/a.pdf");

        assertThat(fetched).isEqualTo(new FetchedDocument(key, PDF.length(), Checksum.sha256(PDF.getBytes(UTF_8))));
        assertThat(objects.read(key).await().indefinitely()).asString().isEqualTo(PDF);
    }

    @Test
    void storesNothingOfWhatItMayNotFetch() {
        refused("http://127.0.0.1:" + server.actualPort() + "/a.pdf", ErrorCode.URL_NOT_ALLOWED);
        refused("http://localhost:" + server.actualPort() + "/a.pdf", ErrorCode.URL_NOT_ALLOWED);
        refused("ftp://127.0.0.9/a.pdf", ErrorCode.URL_NOT_ALLOWED);
        refused("http://127.0.0.9:" + server.actualPort() + "/empty", ErrorCode.EMPTY_DOCUMENT);
        refused("no url", ErrorCode.DOCUMENT_UNREACHABLE);

        assertThat(requests).hasValue(1);
        assertThat(objects.exists(key).await().indefinitely()).isFalse();
    }

    @Test
    void ownSignedUrlsAreReadFromTheStore() {
        String id = stored();
        String url = signed(id);

        FetchedDocument fetched = fetch(url);

        assertThat(fetched.objectKey()).endsWith(id);
        assertThat(fetched.size()).isEqualTo(PDF.length());
        assertThat(objects.exists(key).await().indefinitely()).isFalse();
    }

    @Test
    void ownUrlsThatAreForgedOrExpiredAreUnreachable() {
        String url = signed(stored());

        refused(url.replaceAll("expires=\\d+", "expires=99999999999"), ErrorCode.DOCUMENT_UNREACHABLE);
        refused(url.replaceAll("files/[^/]+", "files/" + stored()), ErrorCode.DOCUMENT_UNREACHABLE);
        refused(url.replaceAll("expires=\\d+", "expires=1"), ErrorCode.DOCUMENT_UNREACHABLE);
    }

    /** This service's own address is a private one as a rule. */
    @Test
    void anUrlThatOnlyLooksLikeOursAndLeadsInsideIsForged() {
        String url = signed(stored());

        refused(url.replaceAll("signature=[^&]+", "signature=forged"), ErrorCode.DOCUMENT_UNREACHABLE);
        refused(url.replaceAll("&?signature=[^&]+", ""), ErrorCode.DOCUMENT_UNREACHABLE);
        assertThat(requests).hasValue(0);
    }

    @Test
    void anUrlThatOnlyLooksLikeOursIsFetchedLikeAnyOther() {
        String path = "/v1/files/" + UUID.randomUUID() + "/download?expires=99999999999&signature=other.AAAA";

        assertThat(fetch("http://127.0.0.9:" + server.actualPort() + path).objectKey())
                .isEqualTo(key);
    }

    @Test
    void aDeletedFileIsNotFound() {
        String id = stored();
        String url = signed(id);
        client().delete("/v1/files/" + id).then().statusCode(200);

        refused(url, ErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void whatIsFetchedIsCountedUntilTheRequestIsOver() {
        try (Spool spool = spools.open()) {
            fetch("http://127.0.0.9:" + server.actualPort() + "/a.pdf", spool);
            assertThat(spools.taken()).isEqualTo(PDF.length());
        }
        assertThat(spools.taken()).isZero();
    }

    @Test
    void whatHasNoRoomIsNotFetched() {
        try (Spool spool = spools.open()) {
            spool.count(SomeSpools.SIZE);
            assertThatThrownBy(() -> fetch("http://127.0.0.9:" + server.actualPort() + "/a.pdf", spool))
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            fault -> assertThat(fault.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        }
        assertThat(objects.exists(key).await().indefinitely()).isFalse();
    }

    private FetchedDocument fetch(String url) {
        try (Spool spool = spools.open()) {
            return fetch(url, spool);
        }
    }

    private FetchedDocument fetch(String url, Spool spool) {
        return fetcher.fetch(UUID.randomUUID(), url, key, spool).await().indefinitely();
    }

    private void refused(String url, ErrorCode code) {
        assertThatThrownBy(() -> fetch(url)).isInstanceOfSatisfying(ApiException.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.text()).doesNotContain("127.0.0").doesNotContain("download");
        });
    }

    private static String stored() {
        var answer = new RawForm()
                .file("file", "a.pdf", PDF.getBytes(StandardCharsets.UTF_8))
                .field("purpose", "ocr")
                .post("/v1/files");
        return JsonPath.from(answer.body()).getString("id");
    }

    private static String signed(String id) {
        return client().get("/v1/files/" + id + "/url").path("url");
    }
}
