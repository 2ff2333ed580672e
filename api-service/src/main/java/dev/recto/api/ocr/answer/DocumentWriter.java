package dev.recto.api.ocr.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.Job;
import dev.recto.api.storage.ObjectStore;
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
    private final ObjectStore store;
    private final ObjectMapper json;

    DocumentWriter(Jobs jobs, ObjectStore store, ObjectMapper json) {
        this.jobs = jobs;
        this.store = store;
        this.json = json;
    }

    /** @param job that has read all */
    public void write(Job job, TextFormat format, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
        DocumentForm form = switch (format) {
            case MARKDOWN -> block -> block;
            case PLAIN -> PlainText::of;
            case HTML -> new HtmlForm();
        };
        writer.write(form.head());
        writeBlocks(job, form, writer);
        writer.write(form.tail());
        writer.flush();
    }

    private void writeBlocks(Job job, DocumentForm form, Writer writer) throws IOException {
        AnswerForm answer = StoredForm.of(job, json);
        PageAssembler assembler = new PageAssembler(answer.ofOneText(answer.pictures() && form.showsPictures()));
        Pixels pixels = new Pixels(store, job.id());
        MarkdownPages pages = new MarkdownPages(writer, form::of);
        new ReadPages(jobs, job).each(jobs.pages(job.id(), -1, AnswerWriter.PAGES_AT_ONCE), (number, result) -> {
            OcrPage page = assembler.assemble(number, result, picture -> pixels.read(number, picture));
            form.pictures(page.images());
            pages.add(page.markdown());
        });
        pages.end();
    }
}
