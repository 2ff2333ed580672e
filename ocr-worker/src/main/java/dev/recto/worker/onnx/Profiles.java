package dev.recto.worker.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Profiles that the runtime writes of a session when it is closed, where they are asked for: for measurements, not for service. */
public final class Profiles {
    /** Names the directory that they go to. */
    public static final String DIRECTORY_PROPERTY = "recto.onnxruntime.profiles";

    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private Profiles() {}

    /** What the name of the next session's file begins with. */
    static Optional<String> next() {
        String directory = System.getProperty(DIRECTORY_PROPERTY);
        if (directory == null) {
            return Optional.empty();
        }
        try {
            // The runtime makes none, and says nothing
            Files.createDirectories(Path.of(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(
                Path.of(directory, "session-" + SESSIONS.getAndIncrement()).toString());
    }
}
