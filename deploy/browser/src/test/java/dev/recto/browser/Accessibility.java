package dev.recto.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe finds against WCAG 2.2 AA. */
final class Accessibility {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUN = """
            async () => JSON.stringify((await axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            })).violations)
            """;

    private Accessibility() {}

    /** One line for each thing that is wrong. */
    static List<String> violations(Page page) throws IOException {
        page.evaluate(axe());
        return JSON.readTree((String) page.evaluate(RUN))
                .valueStream()
                .map(Accessibility::line)
                .toList();
    }

    private static String line(JsonNode violation) {
        return violation.path("id").asText() + ": "
                + violation
                        .path("nodes")
                        .valueStream()
                        .map(node -> node.path("html").asText() + " "
                                + node.path("failureSummary").asText())
                        .toList();
    }

    private static String axe() throws IOException {
        try (InputStream script = Objects.requireNonNull(Accessibility.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
