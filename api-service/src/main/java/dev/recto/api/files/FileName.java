package dev.recto.api.files;

import dev.recto.model.CleanText;
import java.util.Optional;

/** Names of files as clients send them, which may hold anything. */
public final class FileName {
    /** Characters, of which some are two of Java's. */
    public static final int MAX_LENGTH = 255;

    private FileName() {}

    /** What is left without directories (of any system) and control characters; empty if that is no name. */
    public static Optional<String> clean(String sent) {
        String base = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = CleanText.of(base.replaceAll("\\p{Cntrl}", "")).strip();
        return name.isEmpty() || name.equals(".") || name.equals("..") ? Optional.empty() : Optional.of(name);
    }
}
