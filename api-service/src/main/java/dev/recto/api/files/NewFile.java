package dev.recto.api.files;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to be stored.
 *
 * @param lifetime after which the file is deleted; null if it stays
 */
record NewFile(
        String filename,
        FilePurpose purpose,
        FileVisibility visibility,
        @Nullable Duration lifetime,
        Path bytes,
        long size) {}
