package dev.recto.api.batch.result;

import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.RowState;
import dev.recto.api.files.FileWriter;
import dev.recto.api.files.SampleType;
import dev.recto.api.files.StoredFile;
import dev.recto.api.storage.ObjectLedger;
import dev.recto.api.temporary.TemporaryFiles;
import dev.recto.api.tenancy.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** Large files may take longer. */
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

    private final ResultWriter writer;
    private final FileWriter files;
    private final ClosingTable closings;
    private final ObjectLedger ledger;
    private final TemporaryFiles temporary;

    ResultFiles(
            ResultWriter writer,
            FileWriter files,
            ClosingTable closings,
            ObjectLedger ledger,
            TemporaryFiles temporary) {
        this.writer = writer;
        this.files = files;
        this.closings = closings;
        this.ledger = ledger;
        this.temporary = temporary;
    }

    record Stored(Optional<UUID> output, Optional<UUID> errors) {}

    /** @param now the job as it stands: rows that worked may come to be rows that did not */
    void store(Closing closing, Supplier<BatchJob> now) {
        Optional<StoredFile> output =
                now.get().succeeded() > 0 ? store(closing.batch(), RowState.SUCCEEDED) : Optional.empty();
        Optional<StoredFile> errors =
                now.get().failed() > 0 ? store(closing.batch(), RowState.FAILED) : Optional.empty();
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
        try {
            Path lines = temporary.create();
            try {
                return writer.write(batch, state, lines) == 0
                        ? Optional.empty()
                        : Optional.of(store(batch, state, lines));
            } finally {
                Files.delete(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StoredFile store(BatchJob batch, RowState state, Path lines) throws IOException {
        Caller owner = new Caller(batch.apiKey(), batch.organisation(), batch.project(), false);
        SampleType type = state == RowState.SUCCEEDED ? SampleType.BATCH_RESULT : SampleType.BATCH_ERROR;
        return files.store(owner, type.word() + "-" + batch.id() + ".jsonl", type, lines)
                .await()
                .atMost(TIMEOUT.plusSeconds(Files.size(lines) / SLOWEST_BYTES_PER_SECOND));
    }
}
