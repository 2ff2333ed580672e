package dev.recto.worker.snapshot;

import java.nio.file.Path;

/** A file of a model's snapshot is missing or not what it should be. */
public final class SnapshotFileException extends RuntimeException {
    public SnapshotFileException(Path file, String problem) {
        super(file + " " + problem);
    }

    public SnapshotFileException(Path file, String problem, Throwable cause) {
        super(file + " " + problem, cause);
    }
}
