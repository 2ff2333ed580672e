package dev.recto.api.batch.table;

import java.util.UUID;

/** The id that a row's reading has in results: that of the answer. */
public final class RowIds {
    private RowIds() {}

    public static String of(UUID job) {
        return "ocr-" + job.toString().replace("-", "");
    }
}
