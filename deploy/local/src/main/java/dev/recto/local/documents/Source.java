package dev.recto.local.documents;

import java.nio.file.Path;

/**
 * A document to be read.
 *
 * @param name its path below the folder that was named, or its own name
 */
public record Source(Path file, Path name) {
    static Source alone(Path file) {
        return new Source(file, file.getFileName());
    }

    /** Of {@code a.pdf} comes {@code a.pdf.md}: {@code a.png} may lie there, too. */
    Path beside(String extension) {
        return file.resolveSibling(file.getFileName() + "." + extension);
    }

    /** The same in another folder, as deep as it lies in its own. */
    Path below(Path folder, String extension) {
        Path there = folder.resolve(name);
        return there.resolveSibling(there.getFileName() + "." + extension);
    }
}
