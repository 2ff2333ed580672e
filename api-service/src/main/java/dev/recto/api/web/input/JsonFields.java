package dev.recto.api.web.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.Place;
import dev.recto.api.fault.Problem;
import dev.recto.model.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object and notes every problem rather than stopping at the first. A field that is null counts as
 * not given; one with a problem reads as not given, so {@link #check} comes before the values are used.
 */
public final class JsonFields {
    private final RequestBody body;
    private final JsonNode object;
    private final List<Place> path;
    private final List<Problem> problems;

    private JsonFields(RequestBody body, JsonNode object, List<Place> path, List<Problem> problems) {
        this.body = body;
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /** Those of an object within the body; as if it were all of it. */
    public static JsonFields of(RequestBody body, String field) {
        return of(body.at(field));
    }

    /** @throws ApiException if the body is no object */
    public static JsonFields of(RequestBody body) {
        List<Place> path = List.of(new Place.Field("body"));
        if (!body.root().isObject()) {
            throw ApiException.invalid(Problem.of(path, "must be an object", "object_type"));
        }
        return new JsonFields(body, body.root(), path, new ArrayList<>());
    }

    public void check() {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    public boolean has(String name) {
        return !given(name).isMissingNode();
    }

    public boolean isObject(String name) {
        return given(name).isObject();
    }

    public JsonNode given(String name) {
        JsonNode node = object.path(name);
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    public Optional<String> text(String name, int maxLength) {
        return text(name).flatMap(text -> switch (text) {
            case Text.Short given when Characters.count(given.value()) <= maxLength -> Optional.of(given.value());
            case Text.Short _, Text.Long _ -> {
                problem(name, "must have at most " + maxLength + " characters", "string_too_long");
                yield Optional.empty();
            }
        });
    }

    public Optional<Text> text(String name) {
        JsonNode node = given(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            problem(name, "must be a text", "string_type");
            return Optional.empty();
        }
        return Optional.of(body.text(node));
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode node = given(name);
        if (node.isMissingNode() || node.isBoolean()) {
            return node.asBoolean(otherwise);
        }
        problem(name, "must be true or false", "bool_type");
        return otherwise;
    }

    public Optional<Integer> integer(String name, int minimum) {
        JsonNode node = given(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber()) {
            problem(name, "must be an integer", "int_type");
        } else if (node.bigIntegerValue().signum() < 0 || node.canConvertToInt() && node.intValue() < minimum) {
            problem(name, "must be at least " + minimum, "greater_than_equal");
        } else {
            return Optional.of(node.canConvertToInt() ? node.intValue() : Integer.MAX_VALUE);
        }
        return Optional.empty();
    }

    /** One of the enum's words in lower case. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        Optional<String> word = text(name, 100);
        Optional<E> chosen = word.flatMap(text -> Words.parse(type, text));
        if (word.isPresent() && chosen.isEmpty()) {
            List<String> words = java.util.Arrays.stream(type.getEnumConstants())
                    .map(Words::of)
                    .toList();
            problem(name, "must be one of " + String.join(", ", words), "enum");
        }
        return chosen;
    }

    public Optional<JsonFields> object(String name) {
        JsonNode node = given(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            problem(name, "must be an object", "object_type");
            return Optional.empty();
        }
        return Optional.of(new JsonFields(body, node, below(name, null), problems));
    }

    /** An object as it is written; empty if it is too long, which is noted. */
    public Optional<String> written(String name) {
        return object(name).map(fields -> fields.object.toString()).filter(text -> {
            if (Characters.count(text) > body.longestObject()) {
                problem(name, "must have at most " + body.longestObject() + " characters", "string_too_long");
            } else if (body.longTexts().keySet().stream().anyMatch(text::contains)) {
                problem(name, "has a text that is too long", "string_too_long");
            } else {
                return true;
            }
            return false;
        });
    }

    public void problem(String name, String msg, String type) {
        problems.add(Problem.of(below(name, null), msg, type));
    }

    public void problem(String name, int position, String msg, String type) {
        problems.add(Problem.of(below(name, position), msg, type));
    }

    private List<Place> below(String name, @Nullable Integer position) {
        List<Place> places = new ArrayList<>(path);
        places.add(new Place.Field(name));
        if (position != null) {
            places.add(new Place.Position(position));
        }
        return List.copyOf(places);
    }
}
