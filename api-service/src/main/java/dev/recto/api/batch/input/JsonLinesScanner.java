package dev.recto.api.batch.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Finds the rows of a JSONL file. */
final class JsonLinesScanner {
    private final long maxRowSize;

    JsonLinesScanner(long maxRowSize) {
        this.maxRowSize = maxRowSize;
    }

    /** Fails with {@link ErrorCode#INVALID_BATCH_FILE}, naming the line, at the first one that is no row. Blank lines are fine. */
    void scan(InputStream file, Consumer<ScannedRow> rows) {
        try (JsonParser parser = RowScanner.JSON.createParser(file)) {
            RowScanner scanner = new RowScanner(parser, maxRowSize);
            int lastLine = 0;
            while (nextValue(parser)) {
                int line = parser.currentTokenLocation().getLineNr();
                ScannedRow row = row(scanner, line);
                if (line == lastLine || parser.currentLocation().getLineNr() != line || row.start() < 0) {
                    throw invalid(line, "must be one object");
                }
                lastLine = line;
                rows.accept(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean nextValue(JsonParser parser) throws IOException {
        try {
            return parser.nextToken() != null;
        } catch (JacksonException e) {
            throw invalid(parser.currentLocation().getLineNr(), "is not valid JSON");
        }
    }

    private static ScannedRow row(RowScanner scanner, int line) throws IOException {
        try {
            return scanner.scan();
        } catch (JacksonException e) {
            throw invalid(line, "is not valid JSON");
        } catch (BadRowException e) {
            throw invalid(line, e.problem());
        }
    }

    private static ApiException invalid(int line, String problem) {
        return new ApiException(ErrorCode.INVALID_BATCH_FILE, "Line " + line + " of the batch file " + problem + ".")
                .param(NewBatchReader.FILES);
    }
}
