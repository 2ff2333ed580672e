package dev.recto.api.ocr.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.reading.Job;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

/** Writes what a job has read as one text, without headers and footers, as if there were no pages. For virtual threads. */
@Singleton
public class DocumentWriter {
    private final Jobs jobs;
    private final ObjectMapper json;

    DocumentWriter(Jobs jobs, ObjectMapper json) {
        this.jobs = jobs;
        this.json = json;
    }

    /** @param job that has read all */
    public void write(Job job, DocumentFormat format, OutputStream out) throws IOException {
        PageAssembler assembler = new PageAssembler(StoredForm.of(job, json).ofOneText());
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        MarkdownPages pages = new MarkdownPages(writer, format == DocumentFormat.TEXT ? PlainText::of : block -> block);
        new ReadPages(jobs, job)
                .each(
                        jobs.pages(job.id(), -1, AnswerWriter.PAGES_AT_ONCE),
                        (page, result) -> pages.add(assembler
                                .assemble(page, result, picture -> null)
                                .markdown()));
        pages.end();
        writer.flush();
    }
}
