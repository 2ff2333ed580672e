package dev.recto.api.files;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What its owner says about a file.
 *
 * @param lifetime after which it is deleted; null if it stays
 */
public record FileLabel(
        String filename,
        FilePurpose purpose,
        FileVisibility visibility,
        @Nullable Duration lifetime) {}
