package dev.recto.local.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there as a whole or not at all. */
record Written(Path file) {
    interface Content {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** Whether it was made of the source as that is now. */
    boolean isOf(Path source) throws IOException {
        return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(source)) >= 0;
    }

    void write(Content content) throws IOException, InterruptedException {
        Path part = file.toAbsolutePath().resolveSibling("." + file.getFileName() + ".part");
        Files.createDirectories(part.resolveSibling("."));
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
