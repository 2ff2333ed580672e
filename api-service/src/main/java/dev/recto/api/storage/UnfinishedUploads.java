package dev.recto.api.storage;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Gives up uploads in parts whose process died: their parts are in no listing of objects, and would stay for ever. One that the
 * ledger gives more time is still written.
 */
@Singleton
class UnfinishedUploads implements Chore {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** As many as S3 lists at most. */
    private static final int AT_A_TIME = 1000;

    private final S3AsyncClient s3;
    private final S3Calls calls;
    private final ObjectLedger ledger;
    private final StorageConfig config;
    private final int atATime;
    private final Bell bell;

    @Inject
    UnfinishedUploads(S3AsyncClient s3, S3Calls calls, ObjectLedger ledger, StorageConfig config) {
        this(s3, calls, ledger, config, AT_A_TIME);
    }

    UnfinishedUploads(S3AsyncClient s3, S3Calls calls, ObjectLedger ledger, StorageConfig config, int atATime) {
        this.s3 = s3;
        this.calls = calls;
        this.ledger = ledger;
        this.config = config;
        this.atATime = atATime;
        this.bell = new Bell("unfinished uploads", config.unfinishedEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void sweep() {
        abortOld(null, null).await().atMost(TIMEOUT);
    }

    /** Of those behind the one that is named, which is none at first. */
    private Uni<Void> abortOld(@Nullable String key, @Nullable String upload) {
        return calls.call(() -> s3.listMultipartUploads(list -> list.bucket(config.bucket())
                        .maxUploads(atATime)
                        .keyMarker(key)
                        .uploadIdMarker(upload)))
                .flatMap(found -> abortOld(found)
                        .flatMap(done -> goesOn(found)
                                ? abortOld(found.nextKeyMarker(), found.nextUploadIdMarker())
                                : Uni.createFrom().voidItem()));
    }

    /** From a store that says so and not where, the same ones would come for ever. */
    private static boolean goesOn(ListMultipartUploadsResponse found) {
        return Boolean.TRUE.equals(found.isTruncated()) && found.nextKeyMarker() != null;
    }

    private Uni<Void> abortOld(ListMultipartUploadsResponse found) {
        Instant before = Instant.now().minus(config.unclaimedFor());
        return Multi.createFrom()
                .iterable(found.uploads())
                .filter(upload -> upload.initiated().isBefore(before))
                .onItem()
                .transformToUniAndConcatenate(this::abort)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> abort(MultipartUpload upload) {
        return ledger.awaits(upload.key())
                .flatMap(awaits -> awaits ? Uni.createFrom().voidItem() : giveUp(upload));
    }

    private Uni<Void> giveUp(MultipartUpload upload) {
        return calls.call(() -> s3.abortMultipartUpload(
                        abort -> abort.bucket(config.bucket()).key(upload.key()).uploadId(upload.uploadId())))
                .replaceWithVoid();
    }
}
