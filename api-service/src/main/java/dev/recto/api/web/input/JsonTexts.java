package dev.recto.api.web.input;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.Place;
import dev.recto.api.fault.Problem;
import dev.recto.model.CleanText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Looks through a JSON body for texts that nobody can keep. */
public final class JsonTexts {
    private static final int MOST_PROBLEMS = 20;

    private final List<Problem> problems = new ArrayList<>();
    private final Deque<Place> path = new ArrayDeque<>();

    private JsonTexts() {
        path.add(new Place.Field("body"));
    }

    /** Fails with a 422 that names the fields at fault. */
    public static void requireClean(JsonNode root) {
        JsonTexts texts = new JsonTexts();
        texts.look(root);
        if (!texts.problems.isEmpty()) {
            throw ApiException.invalid(texts.problems);
        }
    }

    private void look(JsonNode node) {
        if (node.isTextual()) {
            check(node.textValue());
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                path.addLast(new Place.Field(CleanText.of(field.getKey())));
                check(field.getKey());
                look(field.getValue());
                path.removeLast();
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                path.addLast(new Place.Position(i));
                look(node.get(i));
                path.removeLast();
            }
        }
    }

    private void check(String text) {
        if (!CleanText.isClean(text) && problems.size() < MOST_PROBLEMS) {
            problems.add(Problem.of(List.copyOf(path), TextFields.UNCLEAN, "value_error"));
        }
    }
}
