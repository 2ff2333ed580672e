package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recto.model.PageFlag;
import dev.recto.model.Words;
import java.io.IOException;
import java.util.Collection;

/** What a reader should know, as a list of words. */
final class FlagWords {
    private FlagWords() {}

    static void write(Collection<PageFlag> flags, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (PageFlag flag : flags) {
            out.writeString(Words.of(flag));
        }
        out.writeEndArray();
    }
}
