package dev.recto.api.batch;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.AnswerWriter;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the lines of a job's result files, row by row. For virtual threads. */
@Singleton
class ResultWriter {
    private static final int PIECE = 100;
    private static final int OK = 200;

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
     * Writes a line for each row that ended like this.
     *
     * @param alive called now and then
     */
    void write(BatchJob batch, RowState state, Path file, Runnable alive) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                JsonGenerator generator = json.getFactory().createGenerator(out, JsonEncoding.UTF8)) {
            generator.setRootValueSeparator(null);
            List<RowTable.Result> some = rows.results(batch.id(), state, -1, PIECE);
            while (!some.isEmpty()) {
                for (RowTable.Result row : some) {
                    writeLine(batch, row, generator);
                }
                alive.run();
                some = rows.results(batch.id(), state, some.getLast().number(), PIECE);
            }
        }
    }

    private void writeLine(BatchJob batch, RowTable.Result row, JsonGenerator out) throws IOException {
        RowError error = row.error();
        out.writeStartObject();
        out.writeStringField("id", RowIds.of(row.job()));
        out.writeStringField("custom_id", row.customId());
        out.writeObjectFieldStart("response");
        out.writeNumberField("status_code", error == null ? OK : error.status());
        out.writeFieldName("body");
        if (error == null) {
            answers.write(jobs.find(batch.organisation(), row.job()), out);
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
