package dev.recto.api.batch.result;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.RowError;
import dev.recto.api.batch.table.RowIds;
import dev.recto.api.batch.table.RowState;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.AnswerWriter;
import dev.recto.api.reading.Job;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the lines of a job's result files, row by row. For virtual threads. */
@Singleton
class ResultWriter {
    private static final int PIECE = 100;
    private static final int OK = 200;
    private static final String GONE = "What was read was deleted before the batch ended.";

    private final RowTable rows;
    private final Jobs jobs;
    private final AnswerWriter answers;
    private final ObjectMapper json;

    ResultWriter(RowTable rows, Jobs jobs, AnswerWriter answers, ObjectMapper json) {
        this.rows = rows;
        this.jobs = jobs;
        this.answers = answers;
        this.json = json;
    }

    /**
     * Writes a line for each row that ended like this. One that worked but whose reading was deleted since has failed.
     *
     * @return how many lines
     */
    int write(BatchJob batch, RowState state, Path file) throws IOException {
        int lines = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                JsonGenerator generator = json.getFactory().createGenerator(out, JsonEncoding.UTF8)) {
            generator.setRootValueSeparator(null);
            List<RowTable.Result> some = rows.results(batch.id(), state, -1, PIECE);
            while (!some.isEmpty()) {
                for (RowTable.Result row : some) {
                    lines += write(batch, row, generator);
                }
                some = rows.results(batch.id(), state, some.getLast().number(), PIECE);
            }
        }
        return lines;
    }

    private int write(BatchJob batch, RowTable.Result row, JsonGenerator out) throws IOException {
        RowError error = row.error();
        if (error != null) {
            writeLine(row, error, null, out);
            return 1;
        }
        Optional<Job> reading = jobs.ended(List.of(row.job())).stream().findFirst();
        if (reading.isEmpty()) {
            rows.fail(
                    batch.id(),
                    row.number(),
                    RowError.of(new ApiException(ErrorCode.JOB_NOT_FOUND, GONE), row.job(), json));
            return 0;
        }
        writeLine(row, null, reading.get(), out);
        return 1;
    }

    /** @param reading present exactly if there is no error */
    private void writeLine(RowTable.Result row, @Nullable RowError error, @Nullable Job reading, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("id", RowIds.of(row.job()));
        out.writeStringField("custom_id", row.customId());
        out.writeObjectFieldStart("response");
        out.writeNumberField("status_code", error == null ? OK : error.status());
        out.writeFieldName("body");
        if (error == null) {
            answers.write(Objects.requireNonNull(reading), out);
        } else {
            out.writeRawValue(error.body());
        }
        out.writeEndObject();
        out.writeFieldName("error");
        if (error == null) {
            out.writeNull();
        } else {
            JsonNode body = json.readTree(error.body());
            out.writeStartObject();
            out.writeStringField("message", body.path("message").asText());
            out.writeStringField("code", body.path("code").asText());
            out.writeEndObject();
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }
}
