package dev.recto.api.files;

import dev.recto.api.database.Transactions;
import dev.recto.api.storage.ObjectLedger;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Deletes the rows of files that have expired and leaves their bytes to the ledger. Several instances may do so at once. */
@ApplicationScoped
class FileSweeper {
    private static final int BATCH = 100;

    private final FileRepository repository;
    private final Transactions transactions;
    private final ObjectLedger ledger;

    FileSweeper(FileRepository repository, Transactions transactions, ObjectLedger ledger) {
        this.repository = repository;
        this.transactions = transactions;
        this.ledger = ledger;
    }

    @Scheduled(every = "${recto.files.sweep-every:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return transactions
                .run(() -> repository.expired(Instant.now(), BATCH).call(this::deleteEach))
                .flatMap(files ->
                        files.size() == BATCH ? sweep() : Uni.createFrom().voidItem());
    }

    private Uni<Void> deleteEach(List<StoredFile> files) {
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(
                        file -> repository.delete("id", file.id).call(() -> ledger.release(file.objectKey())))
                .onItem()
                .ignoreAsUni();
    }
}
