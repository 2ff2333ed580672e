package dev.recto.api.batch;

import java.util.UUID;

/** The id that a row's reading has in results: that of the answer. */
final class RowIds {
    private RowIds() {}

    static String of(UUID job) {
        return "ocr-" + job.toString().replace("-", "");
    }
}
