package dev.recto.worker.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that are most frequent in each of the languages that are told by their words. */
final class CommonWords {
    private static final Map<String, Set<String>> WORDS = read();

    private CommonWords() {}

    static boolean isKnown(String language) {
        return WORDS.containsKey(language);
    }

    /**
     * In lower case.
     *
     * @param languages one, or several that are read together, with a plus between them
     */
    static Set<String> of(String languages) {
        return Arrays.stream(languages.split("\\+"))
                .flatMap(language -> WORDS.getOrDefault(language, Set.of()).stream())
                .collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> read() {
        Properties lists = new Properties();
        try (InputStream file =
                Objects.requireNonNull(CommonWords.class.getResourceAsStream("common-words.properties"))) {
            lists.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Set<String>> words = new HashMap<>();
        lists.forEach((language, list) -> words.put(
                language.toString(), new HashSet<>(List.of(list.toString().split(" +")))));
        return words;
    }
}
