package dev.recto.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
        if (!value.canConvertToInt()) {
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
        JsonNode value = require(key);
        if (!value.isNumber()) {
            throw wrong(key, "a number");
        }
        return value.floatValue();
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

    /** A list of so many numbers, each of them the given one where the key is absent. */
    public double[] numbers(String key, int count, double absent) {
        double[] numbers = new double[count];
        Arrays.fill(numbers, absent);
        if (has(key)) {
            JsonNode value = require(key);
            if (!value.isArray() || value.size() != count) {
                throw wrong(key, "a list of " + count + " numbers");
            }
            for (int i = 0; i < count; i++) {
                if (!value.get(i).isNumber()) {
                    throw wrong(key, "a list of " + count + " numbers");
                }
                numbers[i] = value.get(i).doubleValue();
            }
        }
        return numbers;
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
        JsonNode value = require(key);
        List<Integer> integers = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.canConvertToInt()) {
                throw wrong(key, "a list of integers");
            }
            integers.add(element.intValue());
        }
        return integers;
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
        if (!has(key)) {
            return absent;
        }
        List<Boolean> flags = new ArrayList<>();
        for (JsonNode element : require(key)) {
            if (!element.isBoolean()) {
                throw wrong(key, "a list of true and false");
            }
            flags.add(element.booleanValue());
        }
        return flags;
    }

    /** Refuses a value for which there is no network here. */
    public <T> void requireEqual(String key, T value, T expected) {
        if (!value.equals(expected)) {
            throw wrong(key, String.valueOf(expected));
        }
    }

    /** Base of the rotary frequencies, which older files keep beside the other keys and newer ones in an object. */
    public float ropeTheta(float absent) {
        ConfigNode holder = has("rope_parameters") ? child("rope_parameters") : this;
        return holder.real("rope_theta", absent);
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
