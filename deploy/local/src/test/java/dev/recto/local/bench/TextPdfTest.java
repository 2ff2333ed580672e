package dev.recto.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextPdfTest {
    @Test
    void everyOffsetPointsAtItsObject() {
        String pdf = new String(TextPdf.of(3, page -> "Page (" + page + ")"), StandardCharsets.US_ASCII);
        var entries = Pattern.compile("(\\d{10}) 00000 n").matcher(pdf);
        int objects = 0;
        while (entries.find()) {
            objects++;
            assertThat(pdf.substring(Integer.parseInt(entries.group(1)))).startsWith(objects + " 0 obj");
        }
        assertThat(objects).isEqualTo(3 + 2 * 3);
        var lines = pdf.lines().toList();
        assertThat(pdf.substring(Integer.parseInt(lines.get(lines.size() - 2)))).startsWith("xref");
    }

    @Test
    void textIsEscaped() {
        assertThat(new String(TextPdf.of(1, page -> "a(b)\\"), StandardCharsets.US_ASCII))
                .contains("(a\\(b\\)\\\\) Tj");
    }
}
