package dev.recto.api.batch.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.recto.api.storage.ChunkInputStream;
import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.time.Duration;
import java.util.List;

/** The lines of result files as one list, read while it is written. For virtual threads. */
public final class ResultLines implements JsonSerializable {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final List<String> objectKeys;

    public ResultLines(ObjectStore store, List<String> objectKeys) {
        this.store = store;
        this.objectKeys = List.copyOf(objectKeys);
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartArray();
        Elements elements = new Elements(out);
        for (String key : objectKeys) {
            try (Reader lines = new InputStreamReader(
                    new ChunkInputStream(
                            store.get(key).await().atMost(OPEN_TIMEOUT).bytes()),
                    UTF_8)) {
                elements.copy(lines);
            } catch (ObjectNotFoundException deleted) {
                // The client has deleted the file: its results are nowhere any more
                continue;
            }
        }
        out.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator out, SerializerProvider provider, TypeSerializer types)
            throws IOException {
        serialize(out, provider);
    }

    /** Passes lines on as elements of the list, whatever their size: the service has written them, each an object. */
    private static final class Elements {
        private final JsonGenerator out;
        private final char[] chars = new char[1 << 13];
        private boolean lineEnded;

        Elements(JsonGenerator out) {
            this.out = out;
        }

        void copy(Reader lines) throws IOException {
            int kept = 0;
            int count = lines.read(chars);
            while (count >= 0) {
                int end = kept + count;
                // The generator takes both halves of a character at once
                kept = end > 0 && Character.isHighSurrogate(chars[end - 1]) ? 1 : 0;
                write(end - kept);
                chars[0] = kept > 0 ? chars[end - 1] : 0;
                count = lines.read(chars, kept, chars.length - kept);
            }
        }

        private void write(int length) throws IOException {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (chars[i] == '\n') {
                    write(start, i);
                    lineEnded = true;
                    start = i + 1;
                }
            }
            write(start, length);
        }

        private void write(int start, int end) throws IOException {
            if (start < end) {
                if (lineEnded) {
                    out.writeRaw(',');
                    lineEnded = false;
                }
                out.writeRaw(chars, start, end - start);
            }
        }
    }
}
