package dev.recto.api.storage;

import dev.recto.api.background.Bell;
import dev.recto.api.background.Chore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private final S3AsyncClient s3;
    private final S3Calls calls;
    private final ObjectLedger ledger;
    private final StorageConfig config;
    private final Bell bell;

    UnfinishedUploads(S3AsyncClient s3, S3Calls calls, ObjectLedger ledger, StorageConfig config) {
        this.s3 = s3;
        this.calls = calls;
        this.ledger = ledger;
        this.config = config;
        this.bell = new Bell("unfinished uploads", config.unfinishedEvery(), this::sweep);
        bell.ring();
    }

    @Override
    public List<Bell> bells() {
        return List.of(bell);
    }

    void sweep() {
        calls.call(() -> s3.listMultipartUploads(list -> list.bucket(config.bucket())))
                .flatMap(this::abortOld)
                .await()
                .atMost(TIMEOUT);
    }

    /** Those behind the first thousand come to be looked at when these are done, or the next time. */
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
