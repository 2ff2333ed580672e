package dev.recto.api.uploads;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.RawForm;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class UploadTest {
    private static final byte[] PDF = "%PDF-1.7 in three small parts".getBytes(UTF_8);
    private static final String OPEN = """
            {"filename": "archive.pdf", "bytes": %d, "mime_type": "application/pdf", "purpose": "ocr"}
            """;

    @Inject
    DataSource database;

    @Inject
    UploadSweeper sweeper;

    @Test
    void partsBecomeAFileInTheGivenOrder() throws Exception {
        String upload = open(PDF.length);
        String end = part(upload, Arrays.copyOfRange(PDF, 20, PDF.length));
        String begin = part(upload, Arrays.copyOfRange(PDF, 0, 1));
        String middle = part(upload, Arrays.copyOfRange(PDF, 1, 20));
        part(upload, "sent, but not used".getBytes(UTF_8));

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
        assertThat(count("upload_part where upload = '" + upload + "'")).isZero();
        assertThat(count("unclaimed_object where object_key like 'uploads/" + upload + "/%' and due_at <= now()"))
                .isEqualTo(4);
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
        assertThat(count("file where filename = 'archive.pdf' and id in (select file from upload where id = '" + upload
                        + "')"))
                .isZero();

        complete(upload, md5(PDF).toUpperCase(Locale.ROOT), most, rest).then().statusCode(200);
    }

    @Test
    void anEndedUploadTakesNothing() {
        String cancelled = open(PDF.length);
        String part = part(cancelled, PDF);
        client().post("/v1/uploads/" + cancelled + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("file", nullValue());
        String completed = open(PDF.length);
        String whole = part(completed, PDF);
        complete(completed, null, whole).then().statusCode(200);

        isOver(cancelled, part);
        isOver(completed, whole);
    }

    @Test
    void anExpiredUploadTakesNothingAndIsCleanedUp() throws SQLException {
        String upload = open(PDF.length);
        String part = part(upload, PDF);
        execute("update upload set expires_at = now() - interval '1 second' where id = '" + upload + "'");

        isOver(upload, part);
        sweeper.sweep().await().indefinitely();

        isOver(upload, part);
        assertThat(count("upload where status = 'EXPIRED' and id = '" + upload + "'"))
                .isEqualTo(1);
        assertThat(count("upload_part where upload = '" + upload + "'")).isZero();
        assertThat(count("unclaimed_object where object_key like 'uploads/" + upload + "/%'"))
                .isEqualTo(1);
    }

    @Test
    void ofTwoWhoCompleteOneDoes() {
        String upload = open(PDF.length);
        String part = part(upload, PDF);

        List<Integer> statuses = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(
                        () -> complete(upload, null, part).statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 409);
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

    @Test
    void sizesHaveBounds() {
        String upload = open(512 << 20);
        byte[] tooLarge = new byte[(64 << 20) + 1];

        var refused = new RawForm().file("data", "blob", tooLarge).post("/v1/uploads/" + upload + "/parts");

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(JsonPath.from(refused.body()).getString("code")).isEqualTo("part_too_large");
        client().contentType("application/json")
                .body(OPEN.formatted((512 << 20) + 1L))
                .post("/v1/uploads")
                .then()
                .statusCode(413)
                .body("code", equalTo("file_too_large"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | filename",
                "{'filename': '', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr'} | filename",
                "{'filename': 'a/', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr'} | filename",
                "{'filename': 'a', 'bytes': 0, 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': 'x', 'mime_type': 'a/b', 'purpose': 'ocr'} | bytes",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a', 'purpose': 'ocr'} | mime_type",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'OCR'} | purpose",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {}} | expires_after",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {'anchor': 'now', 'seconds': 3600}} | expires_after.anchor",
                "{'filename': 'a', 'bytes': 1, 'mime_type': 'a/b', 'purpose': 'ocr', 'expires_after': {'anchor': 'created_at', 'seconds': 3599}} | expires_after.seconds"
            })
    void badAnnouncementsAreNamed(String body, String field) {
        Response refused = client().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/uploads");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.jsonPath().getList("detail.loc").toString()).contains("body, " + field.replace(".", ", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'part_ids': []}",
                "{'part_ids': [null]}",
                "{'part_ids': 'x'}",
                "{'part_ids': [[]]}",
                "{'part_ids': ['a'], 'md5': 'short'}",
                "null"
            })
    void badCompletionsAreRefused(String body) {
        client().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/v1/uploads/" + open(PDF.length) + "/complete")
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_error"));
    }

    @Test
    void aPartMustBeAFileOfAForm() {
        String upload = open(PDF.length);

        client().multiPart("other", "blob", PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(422)
                .body("detail[0].loc", equalTo(List.of("body", "data")));
        client().contentType("application/octet-stream")
                .body(PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(415);
    }

    @Test
    void strangersFindNothing() {
        String upload = open(PDF.length);

        for (String id : List.of(UUID.randomUUID().toString(), "nonsense")) {
            client().post("/v1/uploads/" + id + "/cancel")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("upload_not_found"));
        }
        stranger().post("/v1/uploads/" + upload + "/cancel").then().statusCode(404);
        stranger()
                .multiPart("data", "blob", PDF)
                .post("/v1/uploads/" + upload + "/parts")
                .then()
                .statusCode(404);
        stranger()
                .contentType("application/json")
                .body("{\"part_ids\": [\"a\"]}")
                .post("/v1/uploads/" + upload + "/complete")
                .then()
                .statusCode(404);
        anonymous().post("/v1/uploads/" + upload + "/cancel").then().statusCode(401);
        client().header("X-Org-Id", OtherOrganisation.ID)
                .contentType("application/json")
                .body(OPEN.formatted(1))
                .post("/v1/uploads")
                .then()
                .statusCode(403)
                .body("code", equalTo("org_forbidden"));
    }

    private static String open(long size) {
        return client().contentType("application/json")
                .body(OPEN.formatted(size))
                .post("/v1/uploads")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static String part(String upload, byte[] bytes) {
        var stored = new RawForm().file("data", "blob", bytes).post("/v1/uploads/" + upload + "/parts");
        assertThat(stored.statusCode()).isEqualTo(200);
        return JsonPath.from(stored.body()).getString("id");
    }

    private static Response complete(String upload, @Nullable String md5, String... parts) {
        String ids = "[\"" + String.join("\", \"", parts) + "\"]";
        return client().contentType("application/json")
                .body("{\"part_ids\": " + ids + (md5 == null ? "}" : ", \"md5\": \"" + md5 + "\"}"))
                .post("/v1/uploads/" + upload + "/complete");
    }

    private void isOver(String upload, String part) {
        for (Response refused : List.of(
                complete(upload, null, part),
                client().post("/v1/uploads/" + upload + "/cancel"),
                client().multiPart("data", "blob", PDF).post("/v1/uploads/" + upload + "/parts"))) {
            refused.then().statusCode(409).body("code", equalTo("upload_not_pending"));
        }
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String from) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
