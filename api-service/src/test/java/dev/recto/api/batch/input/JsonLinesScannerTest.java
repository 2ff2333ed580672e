package dev.recto.api.batch.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesScannerTest {
    private static final long MAX_SIZE = 1000;

    @Test
    void eachRowIsWhereItLies() {
        String first = "{\"custom_id\": \"Grüße\", \"body\": {\"document\": {\"content\": \"a}\\\"{\"}}}";
        String second = "{\"body\":{}}";
        String file = first + "\n\n  " + second + " \r\n";

        List<ScannedRow> rows = scan(file);

        assertThat(rows).extracting(ScannedRow::customId).containsExactly("Grüße", null);
        assertThat(rows).extracting(row -> slice(file, row)).containsExactly(first, second);
    }

    @Test
    void otherFieldsDoNotMatter() {
        assertThat(scan("{\"x\":[{\"body\":1}],\"custom_id\":null,\"body\":{\"body\":7},\"method\":\"POST\"}"))
                .hasSize(1);
    }

    @Test
    void aFileWithoutLinesHasNoRows() {
        assertThat(scan("\n \n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                  | must be an object",
                "7                                   | must be an object",
                "{}                                  | must have a body",
                "{\"body\": null}                    | must have an object as its body",
                "{\"body\": \"text\"}                | must have an object as its body",
                "{\"body\": {}, \"custom_id\": 7}    | must have a text as its custom_id",
                "{\"body\": {}                       | is not valid JSON",
                "{\"body\": {}} {\"body\": {}}       | must be one object",
                "{\"body\": {}} x                    | is not valid JSON",
                "nonsense                            | is not valid JSON"
            })
    void theFirstLineThatIsNoRowIsNamed(String line, String problem) {
        assertThatThrownBy(() -> scan("{\"body\":{}}\n" + line))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BATCH_FILE))
                .hasMessage("Line 2 of the batch file " + problem + ".");
    }

    @Test
    void aRowIsOneLine() {
        assertThatThrownBy(() -> scan("{\"body\":\n{}}")).hasMessage("Line 1 of the batch file must be one object.");
    }

    @Test
    void namesHaveALongestLength() {
        assertThat(scan(named("x".repeat(255)))).hasSize(1);
        assertThatThrownBy(() -> scan(named("x".repeat(256)))).hasMessageContaining("at most 255 characters");
        assertThatThrownBy(() -> scan(named("\\u0000"))).hasMessageContaining("null characters");
    }

    @Test
    void rowsHaveALargestSize() {
        String frame = "{\"body\":{\"x\":\"\"}}";
        String filled = "{\"body\":{\"x\":\"" + "y".repeat((int) MAX_SIZE - frame.length()) + "\"}}";

        assertThat(scan(filled)).hasSize(1);
        assertThatThrownBy(() -> scan(filled.replace("yy", "yyy"))).hasMessageContaining("at most 1000 bytes");
    }

    private static String named(String name) {
        return "{\"custom_id\":\"" + name + "\",\"body\":{}}";
    }

    private static List<ScannedRow> scan(String file) {
        List<ScannedRow> rows = new ArrayList<>();
        new JsonLinesScanner(MAX_SIZE).scan(new ByteArrayInputStream(file.getBytes(UTF_8)), rows::add);
        return rows;
    }

    private static String slice(String file, ScannedRow row) {
        return new String(file.getBytes(UTF_8), (int) row.start(), (int) (row.end() - row.start()), UTF_8);
    }
}
