package dev.recto.local.stack;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What whoever starts a stack says to the Java machines of its services. */
final class JavaOptions {
    static final String VARIABLE = "RECTO_JAVA_OPTIONS";

    private JavaOptions() {}

    /** The variable's words come last: of an option that is there twice the last one counts. */
    static List<String> with(String option) {
        return with(option, Objects.requireNonNullElse(System.getenv(VARIABLE), ""));
    }

    static List<String> with(String option, String further) {
        return Stream.concat(Stream.of(option), Stream.of(further.split("\\s+")).filter(word -> !word.isEmpty()))
                .toList();
    }
}
