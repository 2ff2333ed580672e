package dev.recto.api.batch.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Place;
import dev.recto.api.fault.Problem;
import dev.recto.api.web.input.JsonTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request for a job, whatever its size.
 *
 * @param fields everything but the rows; these are an empty list if they are a list, else what was sent
 * @param rows where the rows lie in the body
 */
public record CreationBody(JsonNode fields, List<ScannedRow> rows) {
    static final String ROWS = "requests";

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final int MOST_OTHER_BYTES = 1 << 20;
    private static final int MOST_PROBLEMS = 20;

    /** Fails with a 422 that names the rows at fault. */
    public static CreationBody read(Path body, int maxRows, long maxRowSize) throws IOException {
        try (JsonParser parser = RowScanner.JSON.createParser(body.toFile())) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ApiException(ErrorCode.INVALID_JSON);
            }
            if (first != JsonToken.START_OBJECT) {
                throw ApiException.invalid(
                        Problem.of(List.of(new Place.Field("body")), "must be an object", "object_type"));
            }
            return new Reader(parser, maxRows, maxRowSize).read();
        } catch (JacksonException e) {
            throw new ApiException(ErrorCode.INVALID_JSON);
        }
    }

    private static final class Reader {
        private final JsonParser parser;
        private final RowScanner scanner;
        private final int maxRows;
        private final List<ScannedRow> rows = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Reader(JsonParser parser, int maxRows, long maxRowSize) {
            this.parser = parser;
            this.scanner = new RowScanner(parser, maxRowSize);
            this.maxRows = maxRows;
        }

        CreationBody read() throws IOException {
            Bounded rest = new Bounded();
            try (JsonGenerator copy = RowScanner.JSON.createGenerator(rest)) {
                copy.writeStartObject();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    copy.writeFieldName(name);
                    if (parser.nextToken() == JsonToken.START_ARRAY && name.equals(ROWS)) {
                        readRows();
                        copy.writeStartArray();
                        copy.writeEndArray();
                    } else {
                        copy.copyCurrentStructure(parser);
                    }
                }
                copy.writeEndObject();
            }
            if (parser.nextToken() != null) {
                throw new ApiException(ErrorCode.INVALID_JSON);
            }
            if (!problems.isEmpty()) {
                throw ApiException.invalid(problems);
            }
            JsonNode fields = TREES.readTree(rest.toByteArray());
            JsonTexts.requireClean(fields);
            return new CreationBody(fields, rows);
        }

        private void readRows() throws IOException {
            rows.clear();
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                if (i == maxRows) {
                    throw ApiException.invalid(
                            Problem.body(ROWS, "must have at most " + maxRows + " rows", "too_long"));
                }
                try {
                    rows.add(requirePlace(scanner.scan()));
                } catch (BadRowException e) {
                    problem(i, e);
                }
            }
        }

        /** What is not UTF-8 has none. */
        private static ScannedRow requirePlace(ScannedRow row) {
            if (row.start() < 0) {
                throw new ApiException(ErrorCode.INVALID_JSON);
            }
            return row;
        }

        private void problem(int row, BadRowException bad) {
            if (problems.size() < MOST_PROBLEMS) {
                List<Place> place = List.of(new Place.Field("body"), new Place.Field(ROWS), new Place.Position(row));
                problems.add(Problem.of(place, bad.problem(), bad.type()));
            }
        }
    }

    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (size() + length > MOST_OTHER_BYTES) {
                throw new ApiException(ErrorCode.REQUEST_TOO_LARGE);
            }
            super.write(bytes, offset, length);
        }
    }
}
