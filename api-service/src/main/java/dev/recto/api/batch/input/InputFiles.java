package dev.recto.api.batch.input;

import dev.recto.api.batch.table.BatchConfig;
import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.storage.ChunkInputStream;
import dev.recto.api.storage.ObjectGoneException;
import dev.recto.api.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Finds the rows of stored files. For virtual threads. */
@Singleton
public final class InputFiles {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    private final ObjectStore store;
    private final JsonLinesScanner scanner;

    InputFiles(ObjectStore store, BatchConfig config) {
        this.store = store;
        this.scanner = new JsonLinesScanner(config.maxRowSize().asLongValue());
    }

    /** Fails with {@link ErrorCode#FILE_NOT_FOUND} where the file is gone, be it in the midst. */
    public void scan(String objectKey, Consumer<ScannedRow> rows) {
        try (InputStream in = new ChunkInputStream(
                store.get(objectKey).await().atMost(OPEN_TIMEOUT).bytes())) {
            scanner.scan(in, rows);
        } catch (ObjectGoneException gone) {
            throw new ApiException(ErrorCode.FILE_NOT_FOUND).param(NewBatchReader.FILES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
