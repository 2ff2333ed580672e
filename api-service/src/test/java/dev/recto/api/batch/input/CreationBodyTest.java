package dev.recto.api.batch.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationBodyTest {
    @TempDir
    Path directory;

    @Test
    void rowsStayWhereTheyAre() throws IOException {
        String row = "{\"body\":{\"document\":{\"content\":\"AAAA\"}},\"custom_id\":\"one\"}";
        String json = "{\"model\":\"m\",\"requests\":[ " + row + " ,{\"body\":{}}],\"metadata\":{\"a\":\"b\"}}";

        CreationBody body = read(json, 2);

        assertThat(body.fields()).hasToString("{\"model\":\"m\",\"requests\":[],\"metadata\":{\"a\":\"b\"}}");
        assertThat(body.rows()).extracting(ScannedRow::customId).containsExactly("one", null);
        assertThat(json.substring((int) body.rows().getFirst().start(), (int)
                        body.rows().getFirst().end()))
                .isEqualTo(row);
    }

    @Test
    void everyRowAtFaultIsNamed() {
        assertThatThrownBy(() -> read("{\"requests\":[{\"body\":{}},{},7]}", 10))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
                    assertThat(e.problems())
                            .extracting(problem -> problem.loc().toString())
                            .containsExactly("[body, requests, 1]", "[body, requests, 2]");
                });
    }

    @Test
    void thereIsALimitOfRows() {
        assertThatThrownBy(() -> read("{\"requests\":[{\"body\":{}},{\"body\":{}},{\"body\":{}}]}", 2))
                .hasMessage("requests: must have at most 2 rows");
    }

    @Test
    void whatIsNoListOfRowsIsKept() throws IOException {
        assertThat(read("{\"requests\":{\"a\":1}}", 2).fields()).hasToString("{\"requests\":{\"a\":1}}");
    }

    @Test
    void brokenJsonIsRefused() {
        for (String json : new String[] {"{", "{\"requests\":[{]}", "{} {}", "", "{\"a\" 1}"}) {
            assertThatThrownBy(() -> read(json, 2)).isInstanceOf(ApiException.class);
        }
        assertThatThrownBy(() -> read("[]", 2)).hasMessage("must be an object");
    }

    @Test
    void everythingButRowsIsSmall() {
        assertThatThrownBy(() -> read("{\"x\":\"" + "y".repeat(2_000_000) + "\"}", 2))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE));
    }

    private CreationBody read(String json, int maxRows) throws IOException {
        Path file = directory.resolve("body.json");
        Files.write(file, json.getBytes(UTF_8));
        return CreationBody.read(file, maxRows, 1000);
    }
}
