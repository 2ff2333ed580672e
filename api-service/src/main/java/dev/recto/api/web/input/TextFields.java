package dev.recto.api.web.input;

import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.Problem;
import dev.recto.model.CleanText;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Named texts of a request, turned into values. What is wrong is collected and thrown as one 422 by {@link #check()}; until
 * then a wrong field reads as one that was not given.
 */
public final class TextFields {
    static final String UNCLEAN = "must not have null characters or halves of characters";

    private static final int UUID_LENGTH = 36;

    private final String where;
    private final Function<String, List<String>> values;
    private final Set<Problem> problems = new LinkedHashSet<>();

    /**
     * @param where {@code body} or {@code query}
     * @param values all values of a name, none if it is not given
     */
    public TextFields(String where, Function<String, List<String>> values) {
        this.where = where;
        this.values = values;
    }

    public static TextFields ofQuery(MultivaluedMap<String, String> parameters) {
        return new TextFields("query", name -> parameters.getOrDefault(name, List.of()));
    }

    public Optional<String> text(String name, int maxLength) {
        return first(name)
                .flatMap(text -> Characters.count(text) <= maxLength
                        ? Optional.of(text)
                        : wrong(name, "must have at most " + maxLength + " characters", "string_too_long"));
    }

    public Optional<Integer> number(String name, int min, int max) {
        return first(name).flatMap(text -> number(name, text, min, max));
    }

    public Optional<Boolean> flag(String name) {
        return first(name).flatMap(text -> switch (text) {
            case "true", "True", "1" -> Optional.of(true);
            case "false", "False", "0" -> Optional.of(false);
            default -> wrong(name, "must be true or false", "bool_type");
        });
    }

    public Optional<UUID> uuid(String name) {
        return first(name).flatMap(text -> {
            try {
                return text.length() == UUID_LENGTH
                        ? Optional.of(UUID.fromString(text))
                        : wrong(name, "must be a UUID", "uuid_parsing");
            } catch (IllegalArgumentException notOne) {
                return wrong(name, "must be a UUID", "uuid_parsing");
            }
        });
    }

    public <E extends Enum<E> & Word> Optional<E> word(String name, Class<E> words) {
        return first(name).flatMap(text -> word(name, text, words));
    }

    public <E extends Enum<E> & Word> List<E> words(String name, Class<E> words) {
        return texts(name).stream()
                .flatMap(text -> word(name, text, words).stream())
                .toList();
    }

    /** Those that can be kept, or none with a problem noted. */
    public List<String> texts(String name) {
        List<String> given = values.apply(name);
        if (CleanText.isClean(name) && given.stream().allMatch(CleanText::isClean)) {
            return given;
        }
        wrong(CleanText.of(name), UNCLEAN, "value_error");
        return List.of();
    }

    /** Notes that a field must be given. */
    public void missing(String name) {
        wrong(name, "is required", "missing");
    }

    /** Notes a problem; always empty, as the value that there is not. */
    public <T> Optional<T> wrong(String name, String msg, String type) {
        problems.add(Problem.at(where, name.replace("[", ".").replace("]", ""), msg, type));
        return Optional.empty();
    }

    public void check() {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(List.copyOf(problems));
        }
    }

    private Optional<String> first(String name) {
        return texts(name).stream().findFirst();
    }

    private Optional<Integer> number(String name, String text, int min, int max) {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            return wrong(name, "must be an integer from " + min + " to " + max, "int_parsing");
        }
        if (value < min) {
            return wrong(name, "must be at least " + min, "greater_than_equal");
        }
        return value > max ? wrong(name, "must be at most " + max, "less_than_equal") : Optional.of(value);
    }

    private <E extends Enum<E> & Word> Optional<E> word(String name, String text, Class<E> words) {
        Optional<E> word = Word.parse(words, text);
        if (word.isEmpty()) {
            String known = Stream.of(words.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
            return wrong(name, "must be one of " + known, "enum");
        }
        return word;
    }
}
