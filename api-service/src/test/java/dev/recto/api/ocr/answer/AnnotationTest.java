package dev.recto.api.ocr.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnotationTest {
    @Test
    void oneJsonAnswerStaysAsItIs() {
        assertThat(of("{\"total\": 4.50, \"items\": [1]}")).isEqualTo("{\"total\":4.50,\"items\":[1]}");
        assertThat(of("```json\n[1, 2]\n```")).isEqualTo("[1,2]");
        assertThat(of("```\n{}\n```")).isEqualTo("{}");
        assertThat(of("``````")).isEqualTo("{\"text\":\"``````\"}");
        assertThat(of("`````")).isEqualTo("{\"text\":\"`````\"}");
    }

    @Test
    void blanksInAFenceTakeNoTime() {
        String blanks = " ".repeat(1_000_000);

        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> of("```json" + blanks + "{\"a\":1}" + blanks + "```")))
                .isEqualTo("{\"a\":1}");
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> of("```" + blanks + "x")))
                .endsWith("x\"}");
    }

    @Test
    void whatIsNoJsonIsWrapped() {
        assertThat(of("Four euros.")).isEqualTo("{\"text\":\"Four euros.\"}");
        assertThat(of("{\"a\": 1} and more")).isEqualTo("{\"text\":\"{\\\"a\\\": 1} and more\"}");
        assertThat(of("12")).isEqualTo("{\"text\":\"12\"}");
        assertThat(of()).isEqualTo("{\"text\":\"\"}");
    }

    @Test
    void pagesAreMergedTheFirstValueWinsAndListsAreJoined() {
        assertThat(of(
                        "{\"shop\": null, \"items\": [1]}",
                        null,
                        "{\"shop\": \"A\", \"items\": [2]}",
                        "{\"shop\": \"B\"}"))
                .isEqualTo("{\"shop\":\"A\",\"items\":[1,2]}");
        assertThat(of("{\"a\": 1}", "words")).isEqualTo("{\"text\":\"{\\\"a\\\": 1}\\n\\nwords\"}");
    }

    private static String of(@Nullable String... pages) {
        Annotation annotation = new Annotation();
        for (String page : pages) {
            annotation.add(page);
        }
        return annotation.json();
    }
}
