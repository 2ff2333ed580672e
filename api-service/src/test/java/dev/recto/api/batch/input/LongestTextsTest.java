package dev.recto.api.batch.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recto.api.batch.table.ScannedRow;
import dev.recto.api.fault.ApiException;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.web.input.RequestBody;
import dev.recto.api.web.input.TextFields;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An emoji is one character, and two of Java's. */
class LongestTextsTest {
    private static final String EMOJI = "\ud83d\ude42";

    static List<Arguments> takers() {
        return Stream.of(
                        taker("field of a form", 200, LongestTextsTest::field),
                        taker("field of JSON", 200, text -> batch("model", JsonNodeFactory.instance.textNode(text))),
                        taker(
                                "note",
                                512,
                                text -> batch(
                                        "metadata",
                                        JsonNodeFactory.instance.objectNode().put("a", text))),
                        taker("name of a row", 255, LongestTextsTest::row),
                        taker("object that is kept", 92, LongestTextsTest::object))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("takers")
    void areAsLongAsTheirCharacters(Consumer<String> taker, int longest) {
        assertThatCode(() -> taker.accept(EMOJI.repeat(longest))).doesNotThrowAnyException();
        assertThatThrownBy(() -> taker.accept(EMOJI.repeat(longest + 1))).isInstanceOf(ApiException.class);
    }

    private static Arguments taker(String name, int longest, Consumer<String> taker) {
        return Arguments.of(Named.of(name, taker), longest);
    }

    private static void field(String text) {
        TextFields fields = new TextFields("query", name -> List.of(text));
        fields.text("name", 200);
        fields.check();
    }

    private static void batch(String field, JsonNode value) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode().put("endpoint", NewBatchReader.ENDPOINT);
        fields.putArray(CreationBody.ROWS);
        NewBatchReader.read(new CreationBody(fields.set(field, value), List.of(new ScannedRow(null, 0, 2))));
    }

    private static void object(String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("schema").put("a", text);
        JsonFields fields = JsonFields.of(new RequestBody(body, Map.of(), 100));
        fields.written("schema");
        fields.check();
    }

    private static void row(String text) {
        String row = "{\"custom_id\":\"" + text + "\",\"body\":{}}";
        new JsonLinesScanner(10_000).scan(new ByteArrayInputStream(row.getBytes(UTF_8)), found -> {});
    }
}
