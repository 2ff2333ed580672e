package dev.recto.api.batch.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.web.input.Characters;
import dev.recto.model.CleanText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds rows in JSON of any size. Texts and bodies are passed over, not read: only their places are kept. */
public final class RowScanner {
    private static final int LONGEST_ID = 255;

    /** Names come from clients: not worth interning. Canonical they must be, or the parser would not count bytes. */
    public static final JsonFactory JSON = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .build();

    private final JsonParser parser;
    private final long maxSize;

    /** @param maxSize bytes of one row */
    RowScanner(JsonParser parser, long maxSize) {
        this.parser = parser;
        this.maxSize = maxSize;
    }

    /** Reads the value that the parser is at, and leaves the parser at its end. */
    ScannedRow scan() throws IOException, BadRowException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw new BadRowException("must be an object", "object_type");
        }
        long start = parser.currentTokenLocation().getByteOffset();
        String customId = null;
        boolean body = false;
        BadRowException problem = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            try {
                if (name.equals("custom_id")) {
                    customId = customId(value);
                } else if (name.equals("body")) {
                    body = isObject(value);
                }
            } catch (BadRowException e) {
                problem = e;
            }
            parser.skipChildren();
        }
        long end = parser.currentLocation().getByteOffset();
        if (problem != null) {
            throw problem;
        }
        if (!body) {
            throw new BadRowException("must have a body", "missing");
        }
        if (end - start > maxSize) {
            throw new BadRowException("must have at most " + maxSize + " bytes", "too_long");
        }
        return new ScannedRow(customId, start, end);
    }

    private static boolean isObject(JsonToken value) throws BadRowException {
        if (value != JsonToken.START_OBJECT) {
            throw new BadRowException("must have an object as its body", "object_type");
        }
        return true;
    }

    private @Nullable String customId(JsonToken value) throws IOException, BadRowException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (value != JsonToken.VALUE_STRING) {
            throw new BadRowException("must have a text as its custom_id", "string_type");
        }
        String text;
        try {
            text = parser.getText();
        } catch (StreamConstraintsException tooLong) {
            throw new BadRowException("has a custom_id that is too long", "string_too_long");
        }
        if (Characters.count(text) > LONGEST_ID) {
            throw new BadRowException(
                    "must have a custom_id of at most " + LONGEST_ID + " characters", "string_too_long");
        }
        if (!CleanText.isClean(text)) {
            throw new BadRowException(
                    "must have a custom_id without null characters or halves of characters", "value_error");
        }
        return text;
    }
}
