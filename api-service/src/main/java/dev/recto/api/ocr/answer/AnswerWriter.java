package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.jobs.Jobs;
import dev.recto.api.models.Prices;
import dev.recto.api.reading.AnswerForm;
import dev.recto.api.reading.DoclingHints;
import dev.recto.api.reading.EndedJob;
import dev.recto.api.reading.Job;
import dev.recto.api.reading.JobPage;
import dev.recto.api.storage.ObjectStore;
import dev.recto.model.PageFlag;
import dev.recto.model.PageResult;
import dev.recto.model.TokenUsage;
import dev.recto.model.Words;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Writes what a job has read as an answer, page by page, so that no document is whole in memory. For virtual threads. */
@Singleton
public class AnswerWriter {
    private static final Logger LOG = Logger.getLogger(AnswerWriter.class);
    public static final int PAGES_AT_ONCE = 16;

    private final Jobs jobs;
    private final ObjectStore store;
    private final Prices prices;
    private final ObjectMapper json;

    AnswerWriter(Jobs jobs, ObjectStore store, Prices prices, ObjectMapper json) {
        this.jobs = jobs;
        this.store = store;
        this.prices = prices;
        this.json = json;
    }

    /** @param ended with {@link #PAGES_AT_ONCE} pages */
    public void write(EndedJob ended, OutputStream out) throws IOException {
        JsonGenerator generator = json.createGenerator(out);
        write(ended.job(), ended.first(), generator);
        // Only behind the last page: closing completes the JSON, and what broke off would look whole
        generator.close();
    }

    /** Writes the pages that were read so far as an object. */
    public void write(Job job, JsonGenerator out) throws IOException {
        write(job, jobs.pages(job.id(), -1, PAGES_AT_ONCE), out);
    }

    private void write(Job job, List<JobPage> first, JsonGenerator out) throws IOException {
        AnswerForm form = StoredForm.of(job, json);
        Instant ended = job.endedAt() == null ? Instant.now() : job.endedAt();
        out.writeStartObject();
        out.writeStringField("id", "ocr-" + job.id().toString().replace("-", ""));
        out.writeStringField("object", "ocr");
        out.writeNumberField("created", ended.getEpochSecond());
        out.writeStringField("model", job.model());
        Totals totals = new Totals();
        out.writeArrayFieldStart("pages");
        writePages(job, first, form, totals, out);
        out.writeEndArray();
        if (form.annotation()) {
            out.writeStringField("document_annotation", totals.annotation.json());
        } else {
            out.writeNullField("document_annotation");
        }
        writeUsage(job, form, Duration.between(job.createdAt(), ended), totals, out);
        writeCost(job, totals.pages, out);
        out.writeEndObject();
    }

    private static final class Totals {
        private final Annotation annotation = new Annotation();
        private final Map<Integer, Set<PageFlag>> flags = new TreeMap<>();
        private final Map<Integer, Double> mismatches = new TreeMap<>();
        private final Map<Integer, String> languages = new TreeMap<>();
        private final Set<PageFlag> ofDocument = EnumSet.noneOf(PageFlag.class);
        private TokenUsage usage = TokenUsage.NONE;
        private int pages;
        private int dpi = 72;

        private void add(int page, PageResult result, boolean pixelsMissing) {
            annotation.add(result.annotation() == null ? result.markdown() : result.annotation());
            usage = usage.plus(result.usage());
            if (pages++ == 0) {
                dpi = result.dimensions().dpi();
            }
            if (result.textLayerMismatch() != null) {
                mismatches.put(page, result.textLayerMismatch());
            }
            if (result.language() != null) {
                languages.put(page, result.language());
            }
            Set<PageFlag> noticed = EnumSet.noneOf(PageFlag.class);
            noticed.addAll(result.flags());
            if (pixelsMissing) {
                noticed.add(PageFlag.PIXELS_MISSING);
            }
            noticed.stream().filter(PageFlag::isOfDocument).forEach(ofDocument::add);
            noticed.removeIf(PageFlag::isOfDocument);
            if (!noticed.isEmpty()) {
                flags.put(page, noticed);
            }
        }
    }

    private void writePages(Job job, List<JobPage> first, AnswerForm form, Totals totals, JsonGenerator out)
            throws IOException {
        PageAssembler assembler = new PageAssembler(form);
        Pixels pixels = new Pixels(store, job.id());
        new ReadPages(jobs, job).each(first, (page, result) -> {
            json.writeValue(out, assembler.assemble(page, result, picture -> pixels.read(page, picture)));
            totals.add(page, result, pixels.areMissing(page));
        });
        if (!pixels.missing().isEmpty()) {
            LOG.warnf(
                    "Pixels of pictures on %d pages of job %s are not there",
                    pixels.missing().size(), job.id());
        }
    }

    private static void writeUsage(Job job, AnswerForm form, Duration took, Totals totals, JsonGenerator out)
            throws IOException {
        double seconds = took.toMillis() / 1000.0;
        out.writeObjectFieldStart("usage_info");
        out.writeNumberField("pages_processed", totals.pages);
        if (job.pagesCached() > 0) {
            out.writeNumberField("pages_cached", job.pagesCached());
        }
        out.writeNumberField("doc_size_bytes", job.sizeBytes());
        writeTokens(totals.usage, out);
        out.writeNumberField("processing_time_seconds", seconds);
        out.writeNumberField("time_per_page_seconds", seconds / Math.max(1, totals.pages));
        out.writeObjectFieldStart("applied_settings");
        out.writeNumberField("dpi", totals.dpi);
        out.writeBooleanField("skip_special_tokens", form.skipSpecialTokens());
        if (form.regions() != null) {
            out.writeBooleanField("regions", form.regions());
        }
        if (form.textLayer()) {
            out.writeBooleanField("text_layer", true);
        } else if (form.checkedTextLayer()) {
            out.writeStringField("text_layer", "checked");
        }
        if (form.text() != null) {
            out.writeStringField("output_format", Words.of(form.text()));
        }
        if (form.docling() != null) {
            writeHints(form.docling(), out);
        }
        if (!form.unfollowed().isEmpty()) {
            out.writeArrayFieldStart("unfollowed");
            for (String field : form.unfollowed()) {
                out.writeString(field);
            }
            out.writeEndArray();
        }
        writeFlags(totals.flags, out);
        writeMismatches(totals.mismatches, out);
        writeLanguages(totals.languages, out);
        if (!totals.ofDocument.isEmpty()) {
            writeFlags("document_flags", totals.ofDocument, out);
        }
        out.writeEndObject();
        out.writeEndObject();
        out.writeObjectFieldStart("usage");
        writeTokens(totals.usage, out);
        out.writeEndObject();
    }

    private static void writeHints(DoclingHints hints, JsonGenerator out) throws IOException {
        if (hints.ocrEngine() != null) {
            out.writeStringField("ocr_engine", hints.ocrEngine());
        }
        if (hints.forceOcr() != null) {
            out.writeBooleanField("force_ocr", hints.forceOcr());
        }
        if (hints.tableMode() != null) {
            out.writeStringField("table_mode", hints.tableMode());
        }
    }

    /** What a reader should know about single pages, by their index. */
    private static void writeFlags(Map<Integer, Set<PageFlag>> flags, JsonGenerator out) throws IOException {
        if (flags.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("page_flags");
        for (Map.Entry<Integer, Set<PageFlag>> page : flags.entrySet()) {
            writeFlags(Integer.toString(page.getKey()), page.getValue(), out);
        }
        out.writeEndObject();
    }

    private static void writeFlags(String name, Set<PageFlag> flags, JsonGenerator out) throws IOException {
        out.writeFieldName(name);
        FlagWords.write(flags, out);
    }

    /** How much of each page is in its text layer only, or was read only. */
    private static void writeMismatches(Map<Integer, Double> mismatches, JsonGenerator out) throws IOException {
        if (mismatches.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("text_layer_mismatch");
        for (Map.Entry<Integer, Double> page : mismatches.entrySet()) {
            out.writeNumberField(Integer.toString(page.getKey()), page.getValue());
        }
        out.writeEndObject();
    }

    /** Which language each page was read in. */
    private static void writeLanguages(Map<Integer, String> languages, JsonGenerator out) throws IOException {
        if (languages.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("languages");
        for (Map.Entry<Integer, String> page : languages.entrySet()) {
            out.writeStringField(Integer.toString(page.getKey()), page.getValue());
        }
        out.writeEndObject();
    }

    private static void writeTokens(TokenUsage usage, JsonGenerator out) throws IOException {
        out.writeNumberField("prompt_tokens", usage.promptTokens());
        out.writeNumberField("completion_tokens", usage.completionTokens());
        out.writeNumberField("total_tokens", usage.promptTokens() + usage.completionTokens());
    }

    /** What was read for another job is not generated again. */
    private void writeCost(Job job, int pages, JsonGenerator out) throws IOException {
        BigDecimal generation = prices.generation(job.model(), Math.max(0, pages - job.pagesCached()));
        BigDecimal platform = prices.platform(job.model(), pages);
        out.writeObjectFieldStart("cost");
        out.writeNumberField("generation", generation);
        out.writeNumberField("platform", platform);
        out.writeNumberField("total", generation.add(platform));
        out.writeEndObject();
    }
}
