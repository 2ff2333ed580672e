package dev.recto.tools;

import java.nio.file.Path;

/** The snapshots that the worker's own tests read. */
public final class TinySnapshots {
    public static final Path ALL = Path.of("../ocr-worker/src/test/resources/models");

    private TinySnapshots() {}

    public static Path of(String name) {
        return ALL.resolve(name);
    }
}
