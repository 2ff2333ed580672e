package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.api.reading.Job;
import dev.recto.model.PageResult;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Writes a page as soon as it was read, whatever becomes of the others: pictures and tables are counted from 0 in it, no pixels are there, and what only
 * several pages tell of it is not told.
 */
@Singleton
public class PageWriter {
    private final ObjectMapper json;

    PageWriter(ObjectMapper json) {
        this.json = json;
    }

    public void write(Job job, int number, PageResult result, JsonGenerator out) throws IOException {
        json.writeValue(out, new PageAssembler(StoredForm.of(job, json)).assemble(number, result, picture -> null));
    }

    /** What its reader should know about the page alone, as far as its reading tells. */
    public void writeFlags(PageResult result, JsonGenerator out) throws IOException {
        FlagWords.write(
                result.flags().stream()
                        .filter(flag -> !flag.isOfDocument())
                        .sorted()
                        .toList(),
                out);
    }
}
