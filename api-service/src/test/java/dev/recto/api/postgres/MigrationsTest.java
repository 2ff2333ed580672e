package dev.recto.api.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** During a rollout the build before works on the schema of this one. */
class MigrationsTest {
    /** The last one that the build before could not work with: it made the queue anew. */
    private static final int APART = 72;

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*");
    private static final Pattern TAKEN_AWAY = Pattern.compile(
            "\\bdrop\\s+(table|column|view|type|function|constraint|default)\\b|\\brename\\b"
                    + "|\\balter\\s+column\\s+\\w+\\s+(set\\s+not\\s+null|(set\\s+data\\s+)?type)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void takeNothingAwayThatTheBuildBeforeNeeds() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            List<Path> later = files.filter(file -> number(file) > APART).toList();
            assertThat(later)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .as(file.toString())
                            .doesNotContainPattern(TAKEN_AWAY));
        }
    }

    private static int number(Path file) {
        var matcher = NUMBER.matcher(file.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
