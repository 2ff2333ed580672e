package dev.recto.api.batch.input;

import dev.recto.api.batch.table.RowTable;
import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The rows of a job to be, over all its files: each with a name of its own, and not too many. */
public final class RowList {
    private final int max;
    private final Function<String, ApiException> invalid;
    private final List<RowTable.NewRow> rows = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private RowList(int max, Function<String, ApiException> invalid) {
        this.max = max;
        this.invalid = invalid;
    }

    public static RowList ofFiles(int max) {
        return new RowList(
                max, text -> new ApiException(ErrorCode.INVALID_BATCH_FILE, text).param(NewBatchReader.FILES));
    }

    public static RowList ofRequest(int max) {
        return new RowList(max, text -> ApiException.invalid(Problem.body(CreationBody.ROWS, text, "value_error")));
    }

    /** A row without a name is called by its number, from 0. */
    public void add(String objectKey, ScannedRow row) {
        if (rows.size() == max) {
            throw invalid.apply("There are more than " + max + " rows.");
        }
        String name = row.customId() == null ? Integer.toString(rows.size()) : row.customId();
        if (!names.add(name)) {
            throw invalid.apply("The custom_id of row " + rows.size() + " (from 0) is that of an earlier row.");
        }
        rows.add(new RowTable.NewRow(name, objectKey, row.start(), row.end() - row.start()));
    }

    public List<RowTable.NewRow> list() {
        if (rows.isEmpty()) {
            throw invalid.apply("There are no rows.");
        }
        return rows;
    }
}
