package dev.recto.api.ocr;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.fault.ErrorBody;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.answer.AnswerWriter;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobState;
import dev.recto.api.reading.PageCursor;
import dev.recto.api.web.input.Word;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes a job as it stands, with what was read so far. For virtual threads. */
@Singleton
class JobWriter {
    private final Jobs jobs;
    private final AnswerWriter answers;
    private final ObjectMapper json;

    JobWriter(Jobs jobs, AnswerWriter answers, ObjectMapper json) {
        this.jobs = jobs;
        this.answers = answers;
        this.json = json;
    }

    /** The words of a job's {@code status}. */
    static String status(JobState state) {
        return switch (state) {
            case ACCEPTED, TO_FORWARD -> "queued";
            case PROBING, READING, FORWARDED -> "running";
            case SUCCEEDED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    /** How much is written; the pages of a long document are not for whoever only looks how it gets on. */
    enum View implements Word {
        FULL,
        PROGRESS
    }

    void write(Job job, View view, OutputStream out) throws IOException {
        JsonGenerator generator = json.createGenerator(out);
        write(job, view, generator);
        // Only behind the last page: closing completes the JSON, and what broke off would look whole
        generator.close();
    }

    void write(Job job, View view, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", job.id().toString());
        out.writeStringField("object", "ocr.job");
        out.writeStringField("status", status(job.state()));
        out.writeStringField("model", job.model());
        out.writeNumberField("created_at", job.createdAt().getEpochSecond());
        writeEnd(job, out);
        if (job.pagesTotal() == 0) {
            out.writeNullField("pages_total");
        } else {
            out.writeNumberField("pages_total", job.pagesTotal());
        }
        out.writeNumberField("pages_done", job.pagesDone());
        out.writeNumberField("queue_position", jobs.position(job));
        writeError(job, out);
        if (view == View.FULL) {
            writeLastEvent(job, out);
            writeResult(job, out);
        }
        out.writeEndObject();
    }

    private static void writeEnd(Job job, JsonGenerator out) throws IOException {
        if (job.endedAt() == null) {
            out.writeNullField("completed_at");
        } else {
            out.writeNumberField("completed_at", job.endedAt().getEpochSecond());
        }
    }

    private void writeError(Job job, JsonGenerator out) throws IOException {
        if (job.state() == JobState.FAILED) {
            out.writeFieldName("error");
            json.writeValue(out, ErrorBody.of(OcrService.failure(job).job(job.id()), "req_" + job.id()));
        } else {
            out.writeNullField("error");
        }
    }

    /** Told before the pages are looked up, so that none is missed by whoever follows the events from there. */
    private void writeLastEvent(Job job, JsonGenerator out) throws IOException {
        Optional<PageCursor> last = job.state().ended() ? Optional.empty() : jobs.lastEnded(job);
        if (last.isPresent()) {
            out.writeStringField("last_event_id", last.get().text());
        } else {
            out.writeNullField("last_event_id");
        }
    }

    /** {@code result} once everything was read, before that {@code partial_result} with the pages there are. */
    private void writeResult(Job job, JsonGenerator out) throws IOException {
        boolean complete = job.state() == JobState.SUCCEEDED;
        String full = complete ? "result" : "partial_result";
        String other = complete ? "partial_result" : "result";
        if (job.pagesDone() == 0) {
            out.writeNullField(full);
        } else {
            out.writeFieldName(full);
            answers.write(job, out);
        }
        out.writeNullField(other);
    }
}
