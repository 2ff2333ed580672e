package dev.recto.api.batch;

import dev.recto.api.files.FileWriter;
import dev.recto.api.files.SampleType;
import dev.recto.api.temporary.TemporaryFiles;
import dev.recto.api.tenancy.Caller;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Stores a job's results as files of its organisation. For virtual threads. */
@Singleton
class ResultFiles {
    private static final Duration STORE_TIMEOUT = Duration.ofMinutes(10);

    private final ResultWriter writer;
    private final FileWriter files;
    private final TemporaryFiles temporary;

    ResultFiles(ResultWriter writer, FileWriter files, TemporaryFiles temporary) {
        this.writer = writer;
        this.files = files;
        this.temporary = temporary;
    }

    /** May be called again with the same id: there will be one file. */
    void store(BatchJob batch, RowState state, UUID file, Runnable alive) {
        Caller owner = new Caller(batch.apiKey(), batch.organisation(), batch.project(), false);
        SampleType type = state == RowState.SUCCEEDED ? SampleType.BATCH_RESULT : SampleType.BATCH_ERROR;
        try {
            Path lines = temporary.create();
            try {
                writer.write(batch, state, lines, alive);
                files.write(file, owner, type.word() + "-" + batch.id() + ".jsonl", type, lines)
                        .await()
                        .atMost(STORE_TIMEOUT);
            } finally {
                Files.delete(lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
