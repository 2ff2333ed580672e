package dev.recto.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's README lists the values as they are. */
final class ReadmeTest {
    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final String BEGIN = "<!-- values -->\n";

    @Test
    void itListsEveryValue() throws IOException {
        String text = Files.readString(README);
        String expected = text.substring(0, text.indexOf(BEGIN)) + BEGIN + table(Values.read());
        if (Boolean.getBoolean("charts.write")) {
            Files.writeString(README, expected);
        }

        assertThat(README).content().isEqualTo(expected);
    }

    private static String table(List<Values.Value> values) {
        assertThat(values).hasSizeGreaterThan(50);
        return values.stream()
                .map(value -> "| `%s` | %s | %s |\n".formatted(value.path(), code(value.standard()), value.meaning()))
                .collect(Collectors.joining("", "| value | default | meaning |\n| --- | --- | --- |\n", ""));
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
    }
}
