package dev.recto.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * An object of a snapshot's config.json. Whatever is missing or of the wrong kind fails with {@link SnapshotException},
 * which names the file and the key.
 */
public record ConfigNode(Path file, String path, JsonNode json) {
    public boolean has(String key) {
        return json.hasNonNull(key);
    }

    public ConfigNode child(String key) {
        JsonNode value = require(key);
        if (!value.isObject()) {
            throw wrong(key, "an object");
        }
        return new ConfigNode(file, qualified(key), value);
    }

    public int integer(String key) {
        JsonNode value = require(key);
        if (!isInteger(value)) {
            throw wrong(key, "an integer");
        }
        return value.intValue();
    }

    /** A size or a number of things: at least 1. */
    public int count(String key) {
        int value = integer(key);
        if (value < 1) {
            throw wrong(key, "at least 1");
        }
        return value;
    }

    public int count(String key, int absent) {
        return has(key) ? count(key) : absent;
    }

    public float real(String key) {
        return (float) number(key);
    }

    public float real(String key, float absent) {
        return has(key) ? real(key) : absent;
    }

    public double number(String key) {
        JsonNode value = require(key);
        if (!value.isNumber()) {
            throw wrong(key, "a number");
        }
        return value.doubleValue();
    }

    public double number(String key, double absent) {
        return has(key) ? number(key) : absent;
    }

    /** A list of so many numbers, each of them the given one where the key is absent. */
    public double[] numbers(String key, int count, double absent) {
        if (!has(key)) {
            return Collections.nCopies(count, absent).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        String expectation = "a list of " + count + " numbers";
        List<Double> numbers = list(key, expectation, JsonNode::isNumber, JsonNode::doubleValue);
        if (numbers.size() != count) {
            throw wrong(key, expectation);
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    public boolean flag(String key, boolean absent) {
        if (!has(key)) {
            return absent;
        }
        if (!require(key).isBoolean()) {
            throw wrong(key, "true or false");
        }
        return json.get(key).booleanValue();
    }

    public String text(String key) {
        JsonNode value = require(key);
        if (!value.isTextual()) {
            throw wrong(key, "a string");
        }
        return value.textValue();
    }

    public String text(String key, String absent) {
        return has(key) ? text(key) : absent;
    }

    public List<Integer> integers(String key) {
        return list(key, "a list of integers", ConfigNode::isInteger, JsonNode::intValue);
    }

    /** Sizes or numbers of things, each at least 1. */
    public List<Integer> counts(String key) {
        List<Integer> counts = integers(key);
        if (counts.isEmpty() || counts.stream().anyMatch(count -> count < 1)) {
            throw wrong(key, "a list of numbers, each at least 1");
        }
        return counts;
    }

    public List<Integer> counts(String key, List<Integer> absent) {
        return has(key) ? counts(key) : absent;
    }

    public List<Boolean> flags(String key, List<Boolean> absent) {
        return has(key) ? list(key, "a list of true and false", JsonNode::isBoolean, JsonNode::booleanValue) : absent;
    }

    private <T> List<T> list(String key, String expectation, Predicate<JsonNode> holds, Function<JsonNode, T> value) {
        JsonNode elements = require(key);
        if (!elements.isArray()
                || !StreamSupport.stream(elements.spliterator(), false).allMatch(holds)) {
            throw wrong(key, expectation);
        }
        return StreamSupport.stream(elements.spliterator(), false).map(value).toList();
    }

    private static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt();
    }

    /** Refuses a value for which there is no network here. */
    public <T> void requireEqual(String key, T value, T expected) {
        if (!value.equals(expected)) {
            throw wrong(key, String.valueOf(expected));
        }
    }

    public RopeConfig rope() {
        return RopeConfig.of(this);
    }

    /** Refuses a snapshot whose network would be another than the one built here. */
    public void requireText(String key, String expected) {
        if (!text(key, expected).equals(expected)) {
            throw wrong(key, expected);
        }
    }

    public SnapshotException wrong(String key, String expectation) {
        return new SnapshotException(file, qualified(key) + " must be " + expectation);
    }

    private JsonNode require(String key) {
        if (!has(key)) {
            throw new SnapshotException(file, qualified(key) + " is missing");
        }
        return json.get(key);
    }

    private String qualified(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
