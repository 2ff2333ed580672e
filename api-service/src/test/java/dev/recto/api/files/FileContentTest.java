package dev.recto.api.files;

import static dev.recto.api.HttpClients.anonymous;
import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static dev.recto.api.files.SomeFiles.PDF;
import static dev.recto.api.files.SomeFiles.stored;
import static dev.recto.api.files.SomeFiles.storedPdf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.recto.api.OtherOrganisation;
import dev.recto.api.PartsResource;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class FileContentTest {
    private static final UUID ORGANISATION = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @Inject
    ObjectStore objects;

    @Inject
    StoredFiles files;

    /** A download and a deletion at the same time. */
    @Test
    void whatIsDeletedBetweenItsSizeAndItsFirstByteIsNotFound() {
        UUID id = UUID.fromString(storedPdf());
        StoredFile file = files.find(id).await().indefinitely();
        Download download = files.open(file, Optional.empty()).await().indefinitely();
        objects.delete(file.objectKey()).await().indefinitely();

        assertThatThrownBy(() -> download.bytes().collect().asList().await().indefinitely())
                .isInstanceOfSatisfying(
                        ApiException.class, fault -> assertThat(fault.code()).isEqualTo(ErrorCode.FILE_NOT_FOUND));
    }

    @Test
    void theBytesComeBackUnchanged() {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        String id = stored("50% u.bin", bytes, "user_data");

        byte[] received = client().get("/v1/files/" + id + "/content")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Length", "3000001")
                .header("Transfer-Encoding", nullValue())
                .header("Content-Disposition", "attachment; filename=\"50_ u.bin\"; filename*=UTF-8''50%25%20u.bin")
                .header("Accept-Ranges", "bytes")
                .extract()
                .asByteArray();

        assertThat(received).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/binary", "text/html", "application/json", "*/*"})
    void whatTheClientAcceptsChangesNothing(String accept) {
        client().header("Accept", accept)
                .get("/v1/files/" + storedPdf() + "/content")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/octet-stream");
    }

    @Test
    void aRangeIsPartOfThem() {
        String id = storedPdf();

        byte[] part = client().header("Range", "bytes=2-5")
                .get("/v1/files/" + id + "/content")
                .then()
                .statusCode(206)
                .header("Content-Length", "4")
                .header("Content-Range", "bytes 2-5/" + PDF.length)
                .extract()
                .asByteArray();

        assertThat(part).isEqualTo(Arrays.copyOfRange(PDF, 2, 6));
    }

    @Test
    void aRangeBehindTheEndIsRefused() {
        String file = "/v1/files/" + storedPdf();
        for (String url :
                new String[] {file + "/content", client().get(file + "/url").path("url")}) {
            client().urlEncodingEnabled(false)
                    .header("Range", "bytes=" + PDF.length + "-")
                    .get(url)
                    .then()
                    .statusCode(416)
                    .header("Content-Range", "bytes */" + PDF.length)
                    .body("code", equalTo("range_not_satisfiable"));
        }
    }

    @Test
    void aRangeOfAnotherVersionIsTheWhole() {
        String id = storedPdf();
        String etag = client().get("/v1/files/" + id + "/content").header("ETag");

        client().header("Range", "bytes=0-0")
                .header("If-Range", "\"other\"")
                .get("/v1/files/" + id + "/content")
                .then()
                .statusCode(200);
        client().header("Range", "bytes=0-0")
                .header("If-Range", etag)
                .get("/v1/files/" + id + "/content")
                .then()
                .statusCode(206);
    }

    @Test
    void whoHasTheBytesIsSentNone() {
        String file = "/v1/files/" + storedPdf();
        String etag = client().get(file + "/content").header("ETag");
        for (String url :
                new String[] {file + "/content", client().get(file + "/url").path("url")}) {
            for (String known : new String[] {etag, "\"other\", W/" + etag, "*"}) {
                byte[] nothing = client().urlEncodingEnabled(false)
                        .header("If-None-Match", known)
                        .get(url)
                        .then()
                        .statusCode(304)
                        .header("ETag", etag)
                        .header("Transfer-Encoding", nullValue())
                        .extract()
                        .asByteArray();
                assertThat(nothing).isEmpty();
            }
        }
        client().header("If-None-Match", "\"other\"")
                .get(file + "/content")
                .then()
                .statusCode(200);
    }

    @Test
    void aSignedUrlNeedsNoKey() {
        String id = storedPdf();
        long now = Instant.now().getEpochSecond();

        var signed = client().queryParam("expiry", 2)
                .get("/v1/files/" + id + "/url")
                .then()
                .statusCode(200)
                .body("url", startsWith("http://localhost:"))
                .extract();

        assertThat((long) signed.<Integer>path("expires_at")).isBetween(now + 7200, now + 7260);
        byte[] received = anonymous()
                .urlEncodingEnabled(false)
                .get(signed.<String>path("url"))
                .then()
                .statusCode(200)
                .header("Content-Type", "application/pdf")
                .header("X-Content-Type-Options", "nosniff")
                .extract()
                .asByteArray();
        assertThat(received).isEqualTo(PDF);
        anonymous()
                .header("Range", "bytes=0-3")
                .get(signed.<String>path("url"))
                .then()
                .statusCode(206)
                .body(equalTo("%PDF"));
    }

    @Test
    void aSignedUrlIsGoodForNothingElse() {
        String url = client().get("/v1/files/" + storedPdf() + "/url").path("url");

        denied(url.replaceAll("files/[^/]+", "files/" + storedPdf()), "signature_invalid");
        denied(url.replaceAll("expires=\\d+", "expires=99999999999"), "signature_invalid");
        denied(url.replaceAll("expires=\\d+", "expires=soon"), "signature_invalid");
        denied(url.replaceAll("signature=[^&]+", "signature=c2lnbmF0dXJl"), "signature_invalid");
        denied(url.replaceAll("&?signature=[^&]+", ""), "signature_invalid");
        denied(url.substring(0, url.indexOf('?')), "signature_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "169", "-1", "day", "1.5"})
    void aSignedUrlHasBounds(String expiry) {
        client().queryParam("expiry", expiry)
                .get("/v1/files/" + storedPdf() + "/url")
                .then()
                .statusCode(422)
                .body("param", equalTo("expiry"));
    }

    @Test
    void deletedBytesAreGoneAtOnce() {
        String id = storedPdf();
        String url = client().get("/v1/files/" + id + "/url").path("url");
        String key = ObjectKeys.file(ORGANISATION, UUID.fromString(id));
        assertThat(objects.exists(key).await().indefinitely()).isTrue();

        client().delete("/v1/files/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("object", equalTo("file"))
                .body("deleted", equalTo(true));

        assertThat(objects.exists(key).await().indefinitely()).isFalse();
        for (String path : new String[] {"", "/content", "/url"}) {
            client().get("/v1/files/" + id + path).then().statusCode(404).body("code", equalTo("file_not_found"));
        }
        client().delete("/v1/files/" + id).then().statusCode(404).body("code", equalTo("file_not_found"));
        anonymous().get(url).then().statusCode(404).body("code", equalTo("file_not_found"));
    }

    @Test
    void bytesThatWereLostAreNotFound() {
        String id = storedPdf();
        objects.delete(ObjectKeys.file(ORGANISATION, UUID.fromString(id)))
                .await()
                .indefinitely();

        client().get("/v1/files/" + id + "/content").then().statusCode(404).body("code", equalTo("file_not_found"));
    }

    @Test
    void strangersFindNothing() {
        String id = storedPdf();

        for (String path : new String[] {"", "/content", "/url"}) {
            stranger().get("/v1/files/" + id + path).then().statusCode(404).body("code", equalTo("file_not_found"));
            client().header("X-Org-Id", OtherOrganisation.ID)
                    .get("/v1/files/" + id + path)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("file_not_found"));
            anonymous().get("/v1/files/" + id + path).then().statusCode(401);
        }
        stranger().delete("/v1/files/" + id).then().statusCode(404);
        client().get("/v1/files/" + id).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "not-a-uuid", "019a3f52-7c1e-7a40-b1d2-5e6f7081920", "019a3f527c1e7a40b1d25e6f70819203"})
    void anIdIsAUuid(String id) {
        for (String path : new String[] {"", "/content", "/url"}) {
            client().get("/v1/files/" + id + path).then().statusCode(400).body("code", equalTo("invalid_file_id"));
        }
        client().delete("/v1/files/" + id).then().statusCode(400).body("code", equalTo("invalid_file_id"));
    }

    private static void denied(String url, String code) {
        anonymous().get(url).then().statusCode(403).body("code", equalTo(code));
    }
}
