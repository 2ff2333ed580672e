package dev.recto.api.batch.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.recto.api.batch.input.RowScanner;
import dev.recto.api.storage.ChunkInputStream;
import dev.recto.api.storage.ObjectNotFoundException;
import dev.recto.api.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
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
        for (String key : objectKeys) {
            try (InputStream in = new ChunkInputStream(
                            store.get(key).await().atMost(OPEN_TIMEOUT).bytes());
                    JsonParser lines = RowScanner.JSON.createParser(in)) {
                while (lines.nextToken() != null) {
                    out.copyCurrentStructure(lines);
                }
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
}
