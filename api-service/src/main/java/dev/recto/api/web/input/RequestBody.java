package dev.recto.api.web.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * A JSON body whose long texts lie in files.
 *
 * @param root the body, each long text replaced by a name that nobody can guess
 * @param longTexts the files by these names
 * @param longestObject characters of an object that is kept as it is written
 */
public record RequestBody(JsonNode root, Map<String, Path> longTexts, int longestObject) {
    /** One of short texts only, of which no object is kept. */
    public static RequestBody ofShortTexts(JsonNode root) {
        return new RequestBody(root, Map.of(), 0);
    }

    RequestBody at(String field) {
        return new RequestBody(root.path(field), longTexts, longestObject);
    }

    public boolean isLong(JsonNode node) {
        return node.isTextual() && longTexts.containsKey(node.textValue());
    }

    public Text text(JsonNode node) {
        Path file = longTexts.get(node.textValue());
        return file == null ? new Text.Short(node.textValue()) : new Text.Long(file);
    }
}
