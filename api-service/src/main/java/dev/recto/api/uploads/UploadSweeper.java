package dev.recto.api.uploads;

import dev.recto.api.database.Transactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Ends uploads that nobody completed in time, lets go of their parts, and forgets what ended long ago. */
@ApplicationScoped
class UploadSweeper {
    private static final int BATCH = 20;

    private final UploadRepository uploads;
    private final PartRepository parts;
    private final Transactions transactions;
    private final UploadsConfig config;

    UploadSweeper(UploadRepository uploads, PartRepository parts, Transactions transactions, UploadsConfig config) {
        this.uploads = uploads;
        this.parts = parts;
        this.transactions = transactions;
        this.config = config;
    }

    @Scheduled(every = "${recto.uploads.sweep-every:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return transactions
                .run(() -> uploads.expired(Instant.now(), BATCH).call(this::endEach))
                .flatMap(ended -> ended.size() == BATCH ? sweep() : forget());
    }

    private Uni<Void> forget() {
        return transactions
                .run(() -> uploads.deleteEnded(Instant.now().minus(config.keepFor())))
                .replaceWithVoid();
    }

    private Uni<Void> endEach(List<Upload> expired) {
        return Multi.createFrom()
                .iterable(expired)
                .invoke(upload -> upload.status = UploadStatus.EXPIRED)
                .onItem()
                .transformToUniAndConcatenate(upload -> parts.drop(upload.id))
                .onItem()
                .ignoreAsUni();
    }
}
