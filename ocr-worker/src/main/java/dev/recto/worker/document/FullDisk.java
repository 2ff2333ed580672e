package dev.recto.worker.document;

import dev.recto.worker.reader.PageNotTriedException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Set;

/** A disk that takes no more: this worker's trouble, and nobody's document's. It may take more later. */
final class FullDisk {
    /** What the system says then, and nothing but that: a longer message may quote a document. */
    private static final Set<String> REASONS = Set.of("No space left on device", "Disk quota exceeded");

    private FullDisk() {}

    @FunctionalInterface
    interface Use<T> {
        T run() throws IOException;
    }

    /** Unchecked, since PDFBox goes on after most checked exceptions, without what it could not keep. */
    static <T> T told(Use<T> use) throws IOException {
        try {
            return use.run();
        } catch (IOException e) {
            if (REASONS.contains(reason(e))) {
                throw new PageNotTriedException(e);
            }
            throw e;
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e instanceof FileSystemException file ? file.getReason() : e.getMessage());
    }
}
