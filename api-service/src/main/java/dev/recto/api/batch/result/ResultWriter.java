package dev.recto.api.batch.result;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.background.Outage;
import dev.recto.api.batch.table.BatchJob;
import dev.recto.api.batch.table.RowError;
import dev.recto.api.batch.table.RowIds;
import dev.recto.api.batch.table.RowState;
import dev.recto.api.batch.table.RowTable;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.fault.Faults;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.AnswerWriter;
import dev.recto.api.reading.Job;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the lines of a job's result files, row by row. For virtual threads. */
@Singleton
class ResultWriter {
    private static final int PIECE = 100;
    private static final int OK = 200;
    /** Longer lines are written twice. */
    private static final int LONGEST_TRIED = 1 << 20;

    private final RowTable rows;
    private final Jobs jobs;
    private final AnswerWriter answers;
    private final ObjectMapper json;
    private final Outage writing = new Outage("writing the result of a row");

    ResultWriter(RowTable rows, Jobs jobs, AnswerWriter answers, ObjectMapper json) {
        this.rows = rows;
        this.jobs = jobs;
        this.answers = answers;
        this.json = json;
    }

    /**
     * Writes a line for each row that ended like this. One that worked, but whose reading was deleted since or can't be written, has
     * failed.
     *
     * @return how many lines
     */
    int write(BatchJob batch, RowState state, OutputStream out) throws IOException {
        int lines = 0;
        TrialLine trial = new TrialLine(LONGEST_TRIED);
        List<RowTable.Result> some = rows.results(batch.id(), state, -1, PIECE);
        while (!some.isEmpty()) {
            Map<UUID, Job> readings = state == RowState.SUCCEEDED ? readings(some) : Map.of();
            for (RowTable.Result row : some) {
                lines += write(batch, row, readings.get(row.job()), trial, out);
            }
            some = rows.results(batch.id(), state, some.getLast().number(), PIECE);
        }
        return lines;
    }

    private Map<UUID, Job> readings(List<RowTable.Result> rows) {
        return jobs.ended(rows.stream().map(RowTable.Result::job).toList()).stream()
                .collect(Collectors.toMap(Job::id, Function.identity()));
    }

    private int write(BatchJob batch, RowTable.Result row, @Nullable Job reading, TrialLine trial, OutputStream out)
            throws IOException {
        RowError error = row.error();
        if (error == null && reading == null) {
            rows.fail(batch.id(), row.number(), RowError.gone(row.job(), json));
            return 0;
        }
        trial.clear();
        try {
            writeLine(row, error, reading, trial);
            writing.over();
        } catch (IOException | RuntimeException | Error failure) {
            if (error != null || !isOfTheRow(failure)) {
                throw failure;
            }
            writing.failed(failure);
            rows.fail(
                    batch.id(), row.number(), RowError.of(new ApiException(ErrorCode.INTERNAL_ERROR), row.job(), json));
            return 0;
        }
        if (trial.isWhole()) {
            trial.copyTo(out);
        } else {
            writeLine(row, error, reading, out);
        }
        return 1;
    }

    private static boolean isOfTheRow(Throwable failure) {
        return !Faults.passes(failure)
                && !(failure instanceof OutOfMemoryError)
                && !Thread.currentThread().isInterrupted();
    }

    /** @param reading present exactly if there is no error */
    private void writeLine(RowTable.Result row, @Nullable RowError error, @Nullable Job reading, OutputStream out)
            throws IOException {
        try (JsonGenerator generator = json.getFactory().createGenerator(out, JsonEncoding.UTF8)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            writeFields(row, error, reading, generator);
        }
    }

    private void writeFields(RowTable.Result row, @Nullable RowError error, @Nullable Job reading, JsonGenerator out)
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
