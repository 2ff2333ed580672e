package dev.recto.worker.snapshot;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A snapshot cannot be used. The message names the file and, where one is at fault, the tensor or configuration key. */
public final class SnapshotException extends RuntimeException {
    public SnapshotException(Path file, String problem) {
        this(file, problem, null);
    }

    public SnapshotException(Path file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
