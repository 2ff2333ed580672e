package dev.recto.api.ocr.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.reading.PageSelection;
import dev.recto.api.web.input.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field {@code pages}: one number, a text of numbers and ranges, or a list of numbers. */
public final class PagesField {
    private static final String NAME = "pages";
    private static final int MOST = 1000;
    private static final int LAST = Integer.MAX_VALUE - 1;
    private static final Pattern PART = Pattern.compile("\\s*(\\d+)\\s*(?:-\\s*(\\d+)\\s*)?");

    private PagesField() {}

    public static PageSelection read(JsonFields fields) {
        JsonNode node = fields.given(NAME);
        List<Integer> numbers = new ArrayList<>();
        if (node.isMissingNode()) {
            return new PageSelection.All();
        } else if (node.isArray()) {
            list(node, fields, numbers);
        } else if (node.isIntegralNumber()) {
            number(node, fields, numbers);
        } else if (node.isTextual()) {
            fields.text(NAME, 10_000).ifPresent(text -> ranges(text, fields, numbers));
        } else {
            fields.problem(NAME, "must be a number, a text of numbers and ranges, or a list of numbers", "pages_type");
        }
        return numbers.isEmpty() ? new PageSelection.All() : new PageSelection.Some(numbers);
    }

    private static void number(JsonNode node, JsonFields fields, List<Integer> numbers) {
        if (node.bigIntegerValue().signum() < 0) {
            fields.problem(NAME, "must not be negative", "greater_than_equal");
        } else {
            numbers.add(inRange(node));
        }
    }

    private static void list(JsonNode node, JsonFields fields, List<Integer> numbers) {
        if (node.isEmpty()) {
            fields.problem(NAME, "must not be empty", "too_short");
        } else if (node.size() > MOST) {
            tooMany(fields);
            return;
        }
        for (int i = 0; i < node.size(); i++) {
            JsonNode each = node.get(i);
            if (!each.isIntegralNumber()) {
                fields.problem(NAME, i, "must be an integer", "int_type");
            } else if (each.bigIntegerValue().signum() < 0) {
                fields.problem(NAME, i, "must not be negative", "greater_than_equal");
            } else {
                numbers.add(inRange(each));
            }
        }
    }

    private static void ranges(String text, JsonFields fields, List<Integer> numbers) {
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                fields.problem(NAME, "must be numbers and ranges such as 0,2-4", "string_pattern_mismatch");
                return;
            }
            int first = parse(matcher.group(1));
            int last = matcher.group(2) == null ? first : parse(matcher.group(2));
            if (last < first) {
                fields.problem(NAME, "a range must not run backwards", "value_error");
                return;
            }
            if (numbers.size() + (long) last - first + 1 > MOST) {
                tooMany(fields);
                return;
            }
            for (int number = first; number <= last; number++) {
                numbers.add(number);
            }
        }
    }

    private static void tooMany(JsonFields fields) {
        fields.problem(NAME, "must name at most " + MOST + " pages", "too_long");
    }

    /** No document has the last of all integers as a page; so a larger number says the same. */
    private static int inRange(JsonNode number) {
        return number.canConvertToInt() ? Math.min(number.intValue(), LAST) : LAST;
    }

    private static int parse(String digits) {
        return digits.length() > 9 ? LAST : Integer.parseInt(digits);
    }
}
