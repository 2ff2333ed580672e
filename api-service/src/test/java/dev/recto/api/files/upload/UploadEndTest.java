package dev.recto.api.files.upload;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.files.upload.SomeUploads.PDF;
import static dev.recto.api.files.upload.SomeUploads.complete;
import static dev.recto.api.files.upload.SomeUploads.open;
import static dev.recto.api.files.upload.SomeUploads.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.ObjectKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Uploads that take nothing any more. */
@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class UploadEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    TestDatabase database;

    @Inject
    UploadSweeper sweeper;

    @Inject
    ObjectStore store;

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

    /** Who may not hear the answer says so before. */
    @Test
    void aCompletionWithAKeyIsAnsweredAgain() {
        String upload = open(PDF.length);
        String part = part(upload, PDF);
        String word = UUID.randomUUID().toString();
        String file = completeOnce(upload, part, word).path("file.id");

        completeOnce(upload, part, word)
                .then()
                .statusCode(200)
                .body("status", equalTo("completed"))
                .body("file.id", equalTo(file));
    }

    private static Response completeOnce(String upload, String part, String word) {
        return client().header("Idempotency-Key", word)
                .contentType("application/json")
                .body("{\"part_ids\": [\"" + part + "\"]}")
                .post("/v1/uploads/" + upload + "/complete");
    }

    @Test
    void anExpiredUploadTakesNothingAndIsCleanedUp() {
        String upload = open(PDF.length);
        String part = part(upload, PDF);
        database.execute("update upload set expires_at = now() - interval '1 second' where id = '" + upload + "'");

        isOver(upload, part);
        sweeper.sweep();

        isOver(upload, part);
        assertThat(database.count("upload where status = 'EXPIRED' and id = '" + upload + "'"))
                .isEqualTo(1);
        assertThat(database.count("upload_part where upload = '" + upload + "'"))
                .isZero();
        assertThat(database.count("unclaimed_object where object_key like 'uploads/" + upload + "/%'"))
                .isEqualTo(1);
    }

    /** Instances of a later version may run beside this one. */
    @Test
    void anUploadThatALaterVersionHasMovedOnTakesNothing() {
        String upload = open(PDF.length);
        String part = part(upload, PDF);
        database.execute("update upload set status = 'LATER' where id = '" + upload + "'");

        isOver(upload, part);
    }

    @Test
    void aPurposeThatOnlyALaterVersionKnowsStays() {
        String upload = open(PDF.length);
        String part = part(upload, PDF);
        database.execute("update upload set purpose = 'LATER' where id = '" + upload + "'");

        complete(upload, null, part).then().statusCode(500);
        client().post("/v1/uploads/" + upload + "/cancel").then().statusCode(500);

        assertThat(database.count("upload where purpose = 'LATER' and file is null and id = '" + upload + "'"))
                .isOne();
    }

    @Test
    void anEndedUploadIsForgottenInTheEnd() {
        String upload = open(PDF.length);
        complete(upload, null, part(upload, PDF)).then().statusCode(200);
        String open = open(PDF.length);
        database.execute("update upload set expires_at = now() - interval '23 hours' where id = '" + upload + "'");
        sweeper.sweep();
        isKnown(upload, 1);

        database.execute("update upload set expires_at = now() - interval '25 hours' where id = '" + upload + "'");
        sweeper.sweep();

        isKnown(upload, 0);
        isKnown(open, 1);
    }

    private void isKnown(String upload, int times) {
        assertThat(database.count("upload where id = '" + upload + "'")).isEqualTo(times);
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

    /** It ends when its bytes are about to be put together, and its parts go. */
    @Test
    void whoCompletesAnUploadThatEndsMeanwhileIsToldSo() {
        String upload = open(PDF.length);
        String part = part(upload, PDF);
        store.deleteAll(ObjectKeys.uploadPrefix(UUID.fromString(upload)))
                .await()
                .atMost(SOON);
        database.execute("create function end_upload() returns trigger language plpgsql as $$ begin"
                + " update upload set status = 'CANCELLED' where id = '" + upload + "'; return null; end $$");
        database.execute("create trigger end_upload after insert on unclaimed_object for each row"
                + " when (new.object_key like 'files/%') execute function end_upload()");

        try {
            complete(upload, null, part).then().statusCode(409).body("code", equalTo("upload_not_pending"));
        } finally {
            database.execute("drop function end_upload() cascade");
        }
    }

    private void isOver(String upload, String part) {
        for (Response refused : List.of(
                complete(upload, null, part),
                client().post("/v1/uploads/" + upload + "/cancel"),
                client().multiPart("data", "blob", PDF).post("/v1/uploads/" + upload + "/parts"))) {
            refused.then().statusCode(409).body("code", equalTo("upload_not_pending"));
        }
    }
}
