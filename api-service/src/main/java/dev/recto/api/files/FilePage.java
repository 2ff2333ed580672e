package dev.recto.api.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a listing; {@code total} is null if it was not to be counted. */
record FilePage(
        List<StoredFile> files, boolean more, @Nullable Long total) {}
