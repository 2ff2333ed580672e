package dev.recto.local.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is there as a whole or not at all.
 *
 * @param options that its content was asked for with; kept beside it where there are some
 */
record Written(Path file, String options) {
    interface Content {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /** Whether it was made of the source as that is now, with the same options. */
    boolean isOf(Path source) throws IOException {
        return Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(source)) >= 0
                && options.equals(optionsBefore());
    }

    private String optionsBefore() throws IOException {
        Path kept = hidden("options");
        return Files.exists(kept) ? Files.readString(kept) : "";
    }

    void write(Content content) throws IOException, InterruptedException {
        Path part = hidden("part");
        Files.createDirectories(part.resolveSibling("."));
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        if (options.isEmpty()) {
            Files.deleteIfExists(hidden("options"));
        } else {
            Files.writeString(hidden("options"), options);
        }
    }

    private Path hidden(String extension) {
        return file.toAbsolutePath().resolveSibling("." + file.getFileName() + "." + extension);
    }
}
