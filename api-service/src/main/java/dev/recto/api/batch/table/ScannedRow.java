package dev.recto.api.batch.table;

import org.jspecify.annotations.Nullable;

/**
 * A row as it lies in its JSON: the bytes {@code [start, end)}.
 *
 * @param customId the client's name for it, null without one
 */
public record ScannedRow(@Nullable String customId, long start, long end) {}
