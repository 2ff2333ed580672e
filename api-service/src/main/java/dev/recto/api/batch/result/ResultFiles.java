package dev.recto.api.batch.result;

import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.RowState;
import dev.recto.api.files.FileStream;
import dev.recto.api.files.FileWriter;
import dev.recto.api.files.SampleType;
import dev.recto.api.files.StoredFile;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.tenancy.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Stores a job's results as files of its organisation, which appear when the job ends. For virtual threads. */
@Singleton
class ResultFiles {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final ResultWriter writer;
    private final FileWriter files;
    private final ClosingTable closings;
    private final ObjectLedger ledger;

    ResultFiles(ResultWriter writer, FileWriter files, ClosingTable closings, ObjectLedger ledger) {
        this.writer = writer;
        this.files = files;
        this.closings = closings;
        this.ledger = ledger;
    }

    record Stored(Optional<UUID> output, Optional<UUID> errors) {}

    /** @param now the job as it stands: rows that worked may come to be rows that did not */
    void store(Closing closing, Supplier<BatchJob> now) {
        Optional<StoredFile> output =
                now.get().succeeded() > 0 ? store(closing.batch(), RowState.SUCCEEDED) : Optional.empty();
        Optional<StoredFile> errors;
        try {
            errors = now.get().failed() > 0 ? store(closing.batch(), RowState.FAILED) : Optional.empty();
        } catch (RuntimeException | Error e) {
            output.ifPresent(file -> ledger.discard(file.objectKey()).await().atMost(TIMEOUT));
            throw e;
        }
        end(closing, output, errors);
    }

    /** Ends the job without any. */
    void none(Closing closing) {
        end(closing, Optional.empty(), Optional.empty());
    }

    private void end(Closing closing, Optional<StoredFile> output, Optional<StoredFile> errors) {
        List<StoredFile> stored =
                Stream.of(output, errors).flatMap(Optional::stream).toList();
        Stored ids = new Stored(output.map(file -> file.id), errors.map(file -> file.id));
        String rows = closing.batch().inlineKey();
        files.appear(
                        stored,
                        () -> closings.end(closing, ids)
                                .call(() -> rows == null ? Uni.createFrom().voidItem() : ledger.release(rows)))
                .await()
                .atMost(TIMEOUT);
    }

    private Optional<StoredFile> store(BatchJob batch, RowState state) {
        Caller owner = new Caller(batch.apiKey(), batch.organisation(), batch.project(), false);
        SampleType type = state == RowState.SUCCEEDED ? SampleType.BATCH_RESULT : SampleType.BATCH_ERROR;
        try (FileStream lines = files.write(owner, type.word() + "-" + batch.id() + ".jsonl", type)) {
            return writer.write(batch, state, lines) == 0 ? Optional.empty() : Optional.of(lines.finish());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
