package dev.recto.api.reading;

import io.vertx.mutiny.sqlclient.Row;

/** Who goes first: a page of an earlier lane goes before any of a later one. */
public enum Lane {
    /** Somebody waits for the answer. */
    INTERACTIVE,
    BATCH;

    /** @param job with its {@code lane}: one that only a later version knows goes behind these */
    public static Lane of(Row job) {
        return values()[Math.min(job.getInteger("lane"), BATCH.ordinal())];
    }
}
