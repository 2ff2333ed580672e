package dev.recto.api.files.upload;

import dev.recto.api.files.FilePurpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a large file before it sends it.
 *
 * @param lifetime of the finished file; null if it stays
 */
record Announcement(
        String filename,
        long size,
        FilePurpose purpose,
        @Nullable Duration lifetime) {}
