package dev.recto.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A JSON file of a snapshot, or a part of one, with errors that name the file. Keys may be paths: {@code "size/longest_edge"}. */
public final class SnapshotJson {
    private final Path file;
    private final JsonNode node;

    private SnapshotJson(Path file, JsonNode node) {
        this.file = file;
        this.node = node;
    }

    public static SnapshotJson read(Path snapshot, String name) {
        Path file = snapshot.resolve(name);
        return new SnapshotJson(file, JsonFile.read(file));
    }

    /** Without keys if there is no such file. */
    public static SnapshotJson readIfPresent(Path snapshot, String name) {
        Path file = snapshot.resolve(name);
        return Files.exists(file)
                ? read(snapshot, name)
                : new SnapshotJson(file, JsonNodeFactory.instance.objectNode());
    }

    /** The members of a list. */
    public List<SnapshotJson> elements() {
        if (!node.isArray()) {
            throw new SnapshotException(file, "is no list");
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(element -> new SnapshotJson(file, element))
                .toList();
    }

    /** The value of a key as a part of its own; without keys if it is absent. */
    public SnapshotJson part(String key) {
        return new SnapshotJson(file, at(key));
    }

    public boolean has(String key) {
        JsonNode value = at(key);
        return !value.isMissingNode() && !value.isNull();
    }

    public int integer(String key) {
        return integer(key, at(key));
    }

    public int integer(String key, int absent) {
        return has(key) ? integer(key) : absent;
    }

    public String text(String key, String absent) {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = at(key);
        if (!value.isTextual()) {
            throw new SnapshotException(file, "has no text " + key);
        }
        return value.textValue();
    }

    public String text(String key) {
        if (!has(key)) {
            throw new SnapshotException(file, "has no text " + key);
        }
        return text(key, "");
    }

    /** A list of texts; empty if absent. */
    public List<String> texts(String key) {
        return has(key)
                ? part(key).elements().stream().map(element -> element.text("")).toList()
                : List.of();
    }

    /** A number, or a list of them. */
    public double[] numbers(String key, double... absent) {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = at(key);
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .mapToDouble(element -> number(key, element))
                        .toArray()
                : new double[] {number(key, value)};
    }

    /** A whole number, or a list of them; empty if absent. */
    public Optional<int[]> integers(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        JsonNode value = at(key);
        return Optional.of(
                value.isArray()
                        ? StreamSupport.stream(value.spliterator(), false)
                                .mapToInt(element -> integer(key, element))
                                .toArray()
                        : new int[] {integer(key, value)});
    }

    private int integer(String key, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new SnapshotException(file, "has no whole number " + key);
        }
        return value.intValue();
    }

    private double number(String key, JsonNode value) {
        if (!value.isNumber()) {
            throw new SnapshotException(file, "has something else than numbers in " + key);
        }
        return value.doubleValue();
    }

    private JsonNode at(String key) {
        return key.isEmpty() ? node : node.at("/" + key);
    }
}
