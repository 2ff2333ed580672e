package dev.recto.api.web.idempotency;

import static dev.recto.api.HttpClients.client;
import static dev.recto.api.HttpClients.stranger;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.recto.api.PartsResource;
import dev.recto.api.TestDatabase;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.postgres.Transactions;
import dev.recto.api.web.idempotency.Idempotency.Keep;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PartsResource.class)
class IdempotencyTest {
    private static final Fingerprint REQUEST = Fingerprint.of("test", "request");

    @Inject
    Idempotency idempotency;

    @Inject
    Transactions transactions;

    @Inject
    TestDatabase database;

    private final UUID project = UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void aFileSentAgainIsStoredOnce() {
        Response first = send(key, "%PDF-1.7 one");
        Response again = send(key, "%PDF-1.7 one");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(send(UUID.randomUUID().toString(), "%PDF-1.7 one").<String>path("id"))
                .isNotEqualTo(first.path("id"));
    }

    @Test
    void anotherFileDoesNotGetItsAnswer() {
        send(key, "%PDF-1.7 one");

        send(key, "%PDF-1.7 two")
                .then()
                .statusCode(422)
                .body("code", equalTo("validation_error"))
                .body("param", equalTo("Idempotency-Key"))
                .body("detail[0].type", equalTo("idempotency_key_reused"));
    }

    @Test
    void keysOfOthersAreTheirs() {
        String mine = send(key, "%PDF-1.7 one").path("id");

        String theirs = stranger()
                .header("Idempotency-Key", key)
                .multiPart("file", "a.pdf", "%PDF-1.7 one".getBytes(UTF_8))
                .multiPart("purpose", "ocr")
                .post("/v1/files")
                .then()
                .statusCode(200)
                .extract()
                .path("id");

        assertThat(theirs).isNotEqualTo(mine);
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        send(key, "no document").then().statusCode(400);
        send(key, "%PDF-1.7 one").then().statusCode(200);

        assertThatThrownBy(() -> once(Uni.createFrom().failure(new ApiException(ErrorCode.INTERNAL_ERROR))))
                .isInstanceOf(ApiException.class);
        assertThat(once(count())).isEqualTo(1);
        assertThat(once(count())).isEqualTo(1);
    }

    @Test
    void anUploadIsOpenedOnce() {
        String body = "{\"filename\": \"a\", \"bytes\": 1, \"mime_type\": \"a/b\", \"purpose\": \"user_data\"}";
        String[] ids = new String[2];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = client().header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body(body)
                    .post("/v1/uploads")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("id");
        }
        assertThat(ids[0]).isEqualTo(ids[1]);
    }

    @Test
    void whileOneRunsTheOtherIsToldSo() {
        CompletableFuture<Integer> running = new CompletableFuture<>();
        CompletableFuture<Integer> first = idempotency
                .once(project, key, REQUEST, Integer.class, keep -> {
                    done.incrementAndGet();
                    return kept(Uni.createFrom().completionStage(running), keep);
                })
                .subscribeAsCompletionStage();
        await().untilAtomic(done, is(1));

        assertThatThrownBy(() -> once(count()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_IN_USE));

        running.complete(7);
        assertThat(first.join()).isEqualTo(7);
        assertThat(once(count())).isEqualTo(7);
    }

    @Test
    void aRequestThatWasLostIsCarriedOutAgain() {
        idempotency
                .once(
                        project,
                        key,
                        REQUEST,
                        Integer.class,
                        keep -> Uni.createFrom().nothing())
                .subscribe()
                .with(never -> {});
        await().ignoreExceptions().until(() -> {
            database.execute(
                    "update idempotency set locked_until = now() - interval '1 second' where idempotency_key = '" + key
                            + "'");
            return once(count()) == 1;
        });
        assertThat(once(count())).isEqualTo(1);
    }

    @Test
    void aKeyIsSoonFreeWhenTheProcessDies() {
        assertThat(running(new CompletableFuture<>())).isNotDone();

        assertThat(database.count("idempotency where idempotency_key = '" + key
                        + "' and locked_until between now() and now() + interval '1 minute'"))
                .isEqualTo(1);
    }

    @Test
    void aKeyIsKeptForWhatStillRuns() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        CompletableFuture<Integer> running = running(answer);
        expire();
        idempotency.claims.renew();
        assertThatThrownBy(() -> once(count())).isInstanceOf(ApiException.class);

        answer.complete(7);
        assertThat(running.join()).isEqualTo(7);
        assertThat(once(count())).isEqualTo(7);
    }

    @Test
    void whoGivesUpIsToldAllTheSameWhenItComesBack() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        running(answer).cancel(true);
        answer.complete(7);

        await().ignoreExceptionsInstanceOf(ApiException.class).until(() -> once(count()) == 7);
        assertThat(done).hasValue(1);
    }

    @Test
    void aKeyIsNotKeptForever() {
        assertThat(running(new CompletableFuture<>())).isNotDone();
        outlive();

        assertThat(once(count())).isEqualTo(2);
    }

    @Test
    void whoWasGivenUpDoesNotEndTheOneWhoTookOver() {
        CompletableFuture<Integer> lostAnswer = new CompletableFuture<>();
        CompletableFuture<Integer> presentAnswer = new CompletableFuture<>();
        CompletableFuture<Integer> lost = running(lostAnswer);
        outlive();
        CompletableFuture<Integer> present = running(presentAnswer);

        lostAnswer.completeExceptionally(new ApiException(ErrorCode.INTERNAL_ERROR));
        assertThatThrownBy(lost::join).hasCauseInstanceOf(ApiException.class);
        assertThatThrownBy(() -> once(count()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.IDEMPOTENCY_KEY_IN_USE));

        presentAnswer.complete(7);
        assertThat(present.join()).isEqualTo(7);
        assertThat(once(count())).isEqualTo(7);
    }

    @Test
    void whatWasCommittedIsNotDoneAgainThoughNobodyWasToldSo() {
        assertThatThrownBy(() -> idempotency
                        .once(
                                project,
                                key,
                                REQUEST,
                                Integer.class,
                                keep -> kept(count(), keep)
                                        .onItem()
                                        .failWith(lost -> new IllegalStateException("lost")))
                        .await()
                        .indefinitely())
                .isInstanceOf(IllegalStateException.class);

        assertThat(once(count())).isEqualTo(1);
        assertThat(done).hasValue(1);
    }

    @Test
    void whoWasGivenUpDoesNothingWhenAnotherTookOver() {
        CompletableFuture<Integer> lostAnswer = new CompletableFuture<>();
        CompletableFuture<Integer> lost = running(lostAnswer);
        outlive();
        CompletableFuture<Integer> presentAnswer = new CompletableFuture<>();
        CompletableFuture<Integer> present = running(presentAnswer);

        lostAnswer.complete(6);
        assertThatThrownBy(lost::join).hasCauseInstanceOf(ApiException.class);
        presentAnswer.complete(7);
        assertThat(present.join()).isEqualTo(7);
        assertThat(once(count())).isEqualTo(7);
    }

    @Test
    void aRequestIsLookedAtOnlyForAKey() {
        Uni<Fingerprint> never = Uni.createFrom().failure(new AssertionError("nobody needs it"));

        assertThat(idempotency
                        .once(project, null, never, Integer.class, keep -> count())
                        .await()
                        .indefinitely())
                .isEqualTo(1);
    }

    /** Begins a request that ends when the answer is there. */
    private CompletableFuture<Integer> running(CompletableFuture<Integer> answer) {
        int before = done.get();
        CompletableFuture<Integer> ended = idempotency
                .once(project, key, REQUEST, Integer.class, keep -> {
                    done.incrementAndGet();
                    return kept(Uni.createFrom().completionStage(answer), keep);
                })
                .subscribeAsCompletionStage();
        await().untilAtomic(done, is(before + 1));
        return ended;
    }

    /** Its claim can't be renewed any more. */
    private void outlive() {
        database.execute(
                "update idempotency set created_at = now() - interval '1 hour' where idempotency_key = '" + key + "'");
        idempotency.claims.renew();
    }

    private void expire() {
        database.execute("update idempotency set locked_until = now() - interval '1 second' where idempotency_key = '"
                + key + "'");
    }

    @Test
    void whoJoinedARequestThatIsThenRefusedKeepsItsSubject() {
        List<UUID> subjects = new ArrayList<>();
        assertThatThrownBy(() -> idempotency.withSubject(project, key, REQUEST, first -> {
                    subjects.add(first.id());
                    subjects.add(subject(REQUEST));
                    throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
                }))
                .isInstanceOf(ApiException.class);
        subjects.add(subject(REQUEST));

        assertThat(subjects).hasSize(3);
        assertThat(Set.copyOf(subjects)).hasSize(1);
    }

    @Test
    void whoIsStillAtItWhenTheOtherIsRefusedKeepsItsSubject() {
        List<UUID> subjects = new ArrayList<>();
        subjects.add(idempotency.withSubject(project, key, REQUEST, first -> {
            refuse();
            subjects.add(subject(REQUEST));
            return first.id();
        }));

        assertThat(Set.copyOf(subjects)).hasSize(1);
    }

    @Test
    void whereNobodyKnowsWhatBecameOfARequestItsSubjectStays() {
        List<UUID> subjects = new ArrayList<>();
        assertThatThrownBy(() -> idempotency.withSubject(project, key, REQUEST, first -> {
                    subjects.add(first.id());
                    throw new IllegalStateException("committed, or not");
                }))
                .isInstanceOf(IllegalStateException.class);
        subjects.add(subject(REQUEST));

        assertThat(Set.copyOf(subjects)).hasSize(1);
    }

    @Test
    void theKeyOfARequestThatWasRefusedEachTimeIsFree() {
        refuse();
        refuse();
        UUID subject = subject(Fingerprint.of("test", "corrected"));

        assertThat(subject(Fingerprint.of("test", "corrected"))).isEqualTo(subject);
        assertThatThrownBy(() -> subject(REQUEST)).isInstanceOf(ApiException.class);
    }

    private UUID subject(Fingerprint request) {
        return idempotency.withSubject(project, key, request, Idempotency.Subject::id);
    }

    private void refuse() {
        assertThatThrownBy(() -> idempotency.withSubject(project, key, REQUEST, subject -> {
                    throw new ApiException(ErrorCode.DOCUMENT_UNREACHABLE);
                }))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void withoutAKeyEverythingIsCarriedOut() {
        for (int i = 1; i <= 2; i++) {
            assertThat(idempotency
                            .once(project, null, REQUEST, Integer.class, keep -> count())
                            .await()
                            .indefinitely())
                    .isEqualTo(i);
        }
    }

    @Test
    void aKeyHasALongestLength() {
        send("k".repeat(255), "%PDF-1.7 one").then().statusCode(200);
        send("k".repeat(256), "%PDF-1.7 one").then().statusCode(422);
    }

    @Test
    void neighboursInAFingerprintAreKeptApart() {
        assertThat(Fingerprint.of("a", "bc")).isNotEqualTo(Fingerprint.of("a", "b", "c"));
        assertThat(Fingerprint.of("a", (String) null)).isNotEqualTo(Fingerprint.of("a", ""));
        assertThat(Fingerprint.of("a", "b")).isEqualTo(Fingerprint.of("a", "b"));
    }

    private Uni<Integer> count() {
        return Uni.createFrom().item(done::incrementAndGet);
    }

    private Uni<Integer> kept(Uni<Integer> work, Keep<Integer> keep) {
        return work.call(answer -> transactions.run(() -> keep.keep(answer)));
    }

    private int once(Uni<Integer> work) {
        return idempotency
                .once(project, key, REQUEST, Integer.class, keep -> kept(work, keep))
                .await()
                .indefinitely();
    }

    private static Response send(String key, String content) {
        return client().header("Idempotency-Key", key)
                .multiPart("file", "a.pdf", content.getBytes(UTF_8))
                .multiPart("purpose", "ocr")
                .post("/v1/files");
    }
}
