package dev.recto.api.jobs.dispatch;

import dev.recto.model.DocumentPassword;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** The password of a document, as it is kept while its job is open. */
final class StoredPassword {
    private static final String COLUMN = "document_password";

    private StoredPassword() {}

    /** To be selected for each row. @param job name of the column with the job's id */
    static String of(String job) {
        return "(select password from document_password where job = handed_out." + job + ") as " + COLUMN;
    }

    static @Nullable DocumentPassword of(Row row) {
        String password = row.getString(COLUMN);
        return password == null ? null : new DocumentPassword(password);
    }
}
