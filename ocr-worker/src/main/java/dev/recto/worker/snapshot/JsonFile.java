package dev.recto.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a JSON file of a snapshot. */
final class JsonFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFile() {}

    /** @throws SnapshotException if it is missing or not JSON */
    static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SnapshotException(file, "is missing");
        }
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new SnapshotException(file, "is not readable as JSON", e);
        }
    }
}
