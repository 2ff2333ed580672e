package dev.recto.api.files.upload;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.files.upload.SomeUploads.OPEN;
import static dev.recto.api.files.upload.SomeUploads.PDF;
import static dev.recto.api.files.upload.SomeUploads.complete;
import static dev.recto.api.files.upload.SomeUploads.md5;
import static dev.recto.api.files.upload.SomeUploads.open;
import static dev.recto.api.files.upload.SomeUploads.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.id.TimeOrderedId;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.storage.TestSweeps;
import dev.recto.model.ObjectKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class UploadTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Inject
    TestDatabase database;

    @Inject
    TestSweeps sweeps;

    @Inject
    ObjectStore store;

    @Test
    void partsBecomeAFileInTheGivenOrder() throws Exception {
        String upload = open(PDF.length);
        String end = part(upload, Arrays.copyOfRange(PDF, 20, PDF.length));
        String begin = part(upload, Arrays.copyOfRange(PDF, 0, 1));
        String middle = part(upload, Arrays.copyOfRange(PDF, 1, 20));
        String unused = part(upload, "sent, but not used".getBytes(UTF_8));
        assertThat(List.of(begin, middle, end, unused)).allMatch(part -> isStored(upload, part));

        String file = complete(upload, md5(PDF), begin, middle, end)
                .then()
                .statusCode(200)
                .body("id", equalTo(upload))
                .body("object", equalTo("upload"))
                .body("status", equalTo("completed"))
                .body("bytes", equalTo(PDF.length))
                .body("file.object", equalTo("file"))
                .body("file.filename", equalTo("archive.pdf"))
                .body("file.bytes", equalTo(PDF.length))
                .body("file.mimetype", equalTo("application/pdf"))
                .body("file.purpose", equalTo("ocr"))
                .body("file.source", equalTo("upload"))
                .body("file.status", equalTo("complete"))
                .extract()
                .path("file.id");

        assertThat(client().get("/v1/files/" + file + "/content").asByteArray()).isEqualTo(PDF);
        assertThat(database.count("upload_part where upload = '" + upload + "'"))
                .isZero();
        sweeps.sweep();
        assertThat(List.of(begin, middle, end, unused)).noneMatch(part -> isStored(upload, part));
    }

    private boolean isStored(String upload, String part) {
        return store.exists(ObjectKeys.uploadPart(UUID.fromString(upload), UUID.fromString(part)))
                .await()
                .atMost(SOON);
    }

    @Test
    void anOpenUploadIsDescribed() {
        var upload = client().contentType("application/json")
                .body(OPEN.formatted(188_743_680))
                .post("/v1/uploads")
                .then()
                .statusCode(200)
                .body("object", equalTo("upload"))
                .body("bytes", equalTo(188_743_680))
                .body("filename", equalTo("archive.pdf"))
                .body("purpose", equalTo("ocr"))
                .body("status", equalTo("pending"))
                .body("file", nullValue())
                .extract()
                .jsonPath();

        assertThat(upload.getLong("expires_at") - upload.getLong("created_at")).isEqualTo(3600);
    }

    @Test
    void aPartIsDescribed() {
        String upload = open(PDF.length);

        client().multiPart("data", "blob", PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(200)
                .body("object", equalTo("upload.part"))
                .body("upload_id", equalTo(upload))
                .body("created_at", instanceOf(Integer.class));
    }

    @Test
    void partsMayComeAllAtOnce() throws Exception {
        byte[] bytes = new byte[12_000_000];
        new Random(2).nextBytes(bytes);
        System.arraycopy(PDF, 0, bytes, 0, PDF.length);
        String upload = open(bytes.length);

        List<CompletableFuture<String>> sending = IntStream.range(0, 6)
                .mapToObj(i -> Arrays.copyOfRange(bytes, i * 2_000_000, (i + 1) * 2_000_000))
                .map(chunk -> CompletableFuture.supplyAsync(() -> part(upload, chunk)))
                .toList();
        String[] ids = sending.stream().map(CompletableFuture::join).toArray(String[]::new);

        String file = complete(upload, md5(bytes), ids)
                .then()
                .statusCode(200)
                .extract()
                .path("file.id");
        assertThat(client().get("/v1/files/" + file + "/content").asByteArray()).isEqualTo(bytes);
    }

    /** Put there as if they had been sent, for that takes a while. */
    @Test
    void manySmallPartsBecomeAFile() {
        List<byte[]> pieces = IntStream.range(0, 1100)
                .mapToObj(i -> "%%PDF-1.7 %090d".formatted(i).getBytes(UTF_8))
                .toList();
        String upload = open(pieces.stream().mapToLong(piece -> piece.length).sum());
        String[] ids = new String[pieces.size()];
        List<Uni<Void>> storing = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            UUID id = TimeOrderedId.next();
            ids[i] = id.toString();
            storing.add(store.put(ObjectKeys.uploadPart(UUID.fromString(upload), id), pieces.get(i)));
            database.execute("insert into upload_part (id, upload, size_bytes, created_at) values ('" + id + "', '"
                    + upload + "', " + pieces.get(i).length + ", now())");
        }
        Uni.join().all(storing).usingConcurrencyOf(16).andFailFast().await().atMost(SOON);

        String file =
                complete(upload, null, ids).then().statusCode(200).extract().path("file.id");

        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        pieces.forEach(whole::writeBytes);
        assertThat(client().get("/v1/files/" + file + "/content").asByteArray()).isEqualTo(whole.toByteArray());
    }

    @Test
    void whatDoesNotFitLeavesTheUploadOpen() throws Exception {
        String upload = open(PDF.length);
        String most = part(upload, Arrays.copyOfRange(PDF, 0, 2));
        String rest = part(upload, Arrays.copyOfRange(PDF, 2, PDF.length));

        complete(upload, null, most).then().statusCode(400).body("code", equalTo("size_mismatch"));
        complete(upload, md5(new byte[1]), most, rest)
                .then()
                .statusCode(400)
                .body("code", equalTo("checksum_mismatch"));
        complete(upload, null, rest, most).then().statusCode(400).body("code", equalTo("unsupported_format"));
        complete(upload, null, most, "nonsense")
                .then()
                .statusCode(422)
                .body("detail[0].loc", equalTo(List.of("body", "part_ids", 1)));
        assertThat(database.count("file where filename = 'archive.pdf' and id in (select file from upload where id = '"
                        + upload + "')"))
                .isZero();

        complete(upload, md5(PDF).toUpperCase(Locale.ROOT), most, rest).then().statusCode(200);
    }

    @Test
    void theFileExpiresAsAnnounced() {
        String upload = client().contentType("application/json")
                .body(OPEN.formatted(PDF.length)
                        .replace("}", ", \"expires_after\": {\"anchor\": \"created_at\", \"seconds\": 3600}}"))
                .post("/v1/uploads")
                .path("id");

        JsonPath completed = complete(upload, null, part(upload, PDF)).jsonPath();

        assertThat(completed.getLong("file.expires_at") - completed.getLong("file.created_at"))
                .isEqualTo(3600);
    }
}
