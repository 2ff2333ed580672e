package dev.recto.worker.model.glm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The one form of extraction that GLM-OCR was trained on: a JSON object with empty values, which it fills in. */
final class ExtractionPrompt {
    private static final String INSTRUCTION = "请按下列JSON格式输出图中信息:\n";
    private static final int MAXIMUM_DEPTH = 32;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer(printer());

    private ExtractionPrompt() {}

    /** A schema becomes an object with its keys; a prompt that is an object itself is taken as it is; other prompts stay. */
    static String of(String prompt, @Nullable String schema) {
        if (schema != null) {
            JsonNode parsed = parse(schema);
            if (parsed instanceof ObjectNode object) {
                String template = INSTRUCTION + write(template(object, 0));
                return prompt.isBlank() ? template : prompt.strip() + "\n" + template;
            }
        }
        return parse(prompt) instanceof ObjectNode ? INSTRUCTION + prompt.strip() : prompt;
    }

    private static JsonNode template(JsonNode schema, int depth) {
        if (depth < MAXIMUM_DEPTH && schema.path("properties") instanceof ObjectNode properties) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            properties.properties().forEach(entry -> object.set(entry.getKey(), template(entry.getValue(), depth + 1)));
            return object;
        }
        if (depth < MAXIMUM_DEPTH && schema.path("items") instanceof ObjectNode items) {
            return JsonNodeFactory.instance.arrayNode().add(template(items, depth + 1));
        }
        return JsonNodeFactory.instance.textNode("");
    }

    private static @Nullable JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return null; // Plain language, not JSON.
        }
    }

    private static String write(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of objects and texts can always be written", e);
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
        return new DefaultPrettyPrinter(DefaultPrettyPrinter.DEFAULT_ROOT_VALUE_SEPARATOR.toString())
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter)
                .withSeparators(com.fasterxml.jackson.core.util.Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(com.fasterxml.jackson.core.util.Separators.Spacing.AFTER));
    }
}
