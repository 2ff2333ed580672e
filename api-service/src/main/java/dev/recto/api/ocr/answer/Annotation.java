package dev.recto.api.ocr.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages' annotations as one JSON text for the document. Objects are merged: lists are joined, for other values the first
 * page that has one wins. What is no JSON object becomes {@code {"text": …}}, the pages' texts one below the other.
 */
final class Annotation {
    /** Keeps numbers as they were written: an amount of 4.50 is not to become 4.5. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String FENCE = "```";
    private static final String LANGUAGE = "json";

    private final List<String> pages = new ArrayList<>();

    static Annotation of(String text) {
        Annotation annotation = new Annotation();
        annotation.add(text);
        return annotation;
    }

    public void add(@Nullable String page) {
        if (page != null && !page.isBlank()) {
            pages.add(page.strip());
        }
    }

    public String json() {
        List<JsonNode> parsed =
                pages.stream().flatMap(page -> parse(page).stream()).toList();
        if (parsed.size() == 1 && pages.size() == 1) {
            return parsed.getFirst().toString();
        }
        if (!parsed.isEmpty()
                && parsed.size() == pages.size()
                && parsed.stream().allMatch(JsonNode::isObject)) {
            ObjectNode merged = JSON.createObjectNode();
            parsed.forEach(each -> merge(merged, (ObjectNode) each));
            return merged.toString();
        }
        return JSON.createObjectNode().put("text", String.join("\n\n", pages)).toString();
    }

    private static void merge(ObjectNode into, ObjectNode page) {
        for (Map.Entry<String, JsonNode> field : page.properties()) {
            JsonNode had = into.get(field.getKey());
            if (had == null
                    || had.isNull()
                    || had.isTextual() && had.textValue().isEmpty()) {
                into.set(field.getKey(), field.getValue());
            } else if (had instanceof ArrayNode list && field.getValue() instanceof ArrayNode more) {
                list.addAll(more);
            }
        }
    }

    /** A JSON object or list, perhaps in a fence of back quotes. */
    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.readTree(unfenced(text))).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String unfenced(String text) {
        if (text.length() < 2 * FENCE.length() || !text.startsWith(FENCE) || !text.endsWith(FENCE)) {
            return text;
        }
        String inner = text.substring(FENCE.length(), text.length() - FENCE.length());
        return inner.startsWith(LANGUAGE) ? inner.substring(LANGUAGE.length()) : inner;
    }
}
