package dev.recto.api.ocr.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.ocr.docx.Docx;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.Job;
import dev.recto.api.storage.ObjectStore;
import dev.recto.api.temporary.Spool;
import dev.recto.api.temporary.Spools;
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
    private final Spools spools;
    private final ObjectMapper json;

    DocumentWriter(Jobs jobs, ObjectStore store, Spools spools, ObjectMapper json) {
        this.jobs = jobs;
        this.store = store;
        this.spools = spools;
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

    /**
     * The same for a word processor.
     *
     * @param job that has read all
     */
    public void writeDocx(Job job, OutputStream out) throws IOException {
        try (Spool spool = spools.open(job.organisation());
                Docx docx = new Docx(out, spool)) {
            writeBlocks(job, new DocxForm(docx), docx.body());
            docx.end();
        }
    }

    private void writeBlocks(Job job, DocumentForm form, Writer writer) throws IOException {
        AnswerForm answer = StoredForm.of(job, json);
        PageAssembler assembler = new PageAssembler(answer.ofOneText(answer.pictures() && form.showsPictures()));
        Pixels pixels = new Pixels(store, job.id());
        MarkdownPages pages = new MarkdownPages(writer, form);
        new ReadPages(jobs, job).each(jobs.pages(job.id(), -1, AnswerWriter.PAGES_AT_ONCE), (number, result) -> {
            OcrPage page = assembler.assemble(number, result, picture -> pixels.read(number, picture));
            form.page(page);
            pages.add(page.markdown());
        });
        pages.end();
    }
}
