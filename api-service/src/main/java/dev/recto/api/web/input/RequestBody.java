package dev.recto.api.web.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * A JSON body whose long texts lie in files.
 *
 * @param root the body, each long text replaced by a name
 * @param longTexts the files by these names
 */
public record RequestBody(JsonNode root, Map<String, Path> longTexts) {
    public boolean isLong(JsonNode node) {
        return node.isTextual() && longTexts.containsKey(node.textValue());
    }

    public Text text(JsonNode node) {
        Path file = longTexts.get(node.textValue());
        return file == null ? new Text.Short(node.textValue()) : new Text.Long(file);
    }
}
