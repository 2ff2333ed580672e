package dev.recto.local.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read, and by whom.
 *
 * @param model the service's choice if null
 * @param pages counted from 0, such as {@code 0,2-4}; all if null
 * @param pixels whether pictures are to come with theirs
 */
public record ReadingOptions(
        @Nullable String model, @Nullable String pages, boolean pixels) {
    /** What was chosen, as it is given on the command line; empty if nothing was. */
    public String words() {
        return Stream.of(word("--model", model), word("--pages", pages))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> word(String name, @Nullable String value) {
        return Optional.ofNullable(value).map(chosen -> name + " " + chosen);
    }

    String json() {
        ObjectNode options = new ObjectMapper().createObjectNode();
        if (model != null) {
            options.put("model", model);
        }
        if (pages != null) {
            options.put("pages", pages);
        }
        if (pixels) {
            options.put("include_image_base64", true);
        }
        return options.toString();
    }
}
