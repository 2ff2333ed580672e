package dev.recto.api.ocr.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recto.api.fault.ApiException;
import dev.recto.api.fault.ErrorCode;
import dev.recto.api.temporary.SomeSpools;
import dev.recto.api.temporary.Spool;
import dev.recto.api.web.input.JsonFields;
import dev.recto.api.web.input.RequestBody;
import dev.recto.api.web.input.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final int IN_MEMORY = 64;

    private final SomeSpools spools;
    private final BodyReader reader = new BodyReader(IN_MEMORY, 4096, 1000, 500);
    private final Spool spool;

    BodyReaderTest(@TempDir Path directory) {
        spools = new SomeSpools(directory);
        spool = spools.open();
    }

    @AfterEach
    void deleteFiles() {
        spool.close();
    }

    @Test
    void shortTextsStayAndLongOnesGoToFiles() throws IOException {
        String text = "x".repeat(1000);

        RequestBody body = read("{\"a\": \"short \\\" \\u00e9\", \"b\": {\"c\": [\"" + text + "\", 5]}}");

        JsonNode moved = body.root().at("/b/c/0");
        assertThat(body.root().at("/a").textValue()).isEqualTo("short \" é");
        assertThat(body.root().at("/b/c/1").intValue()).isEqualTo(5);
        assertThat(body.isLong(moved)).isTrue();
        assertThat(body.text(moved).open().readAllBytes()).asString().isEqualTo(text);
    }

    @Test
    void whatStaysIsCounted() {
        read("{\"a\": [" + "1,".repeat(100) + "1]}");
        assertThat(spools.held()).isZero();

        String text = "{\"a\": \"" + "x".repeat(100_000) + "\"}";
        new BodyReader(1 << 20, 1 << 20, 1000, 500)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), spool);

        assertThat(spools.held()).isBetween(100_000L, 200_000L);
    }

    @Test
    void escapesOfLongTextsAreResolvedWhereverTheyAre() throws IOException {
        String escaped = "\\/\\u002f\\n\\\\\\\"".repeat(50);

        RequestBody body = read("{\"a\": \"" + escaped + "\"}");

        assertThat(body.text(body.root().get("a")).open().readAllBytes())
                .asString()
                .isEqualTo("//\n\\\"".repeat(50));
    }

    @Test
    void filesAreGoneAndTheBudgetIsFreeAfterwards() {
        RequestBody body = read("{\"a\": \"" + "y".repeat(5000) + "\"}");
        Path file = ((Text.Long) body.text(body.root().get("a"))).file();
        assertThat(spools.taken()).isEqualTo(5000);

        spool.close();

        assertThat(Files.exists(file)).isFalse();
        assertThat(spools.taken()).isZero();
    }

    @Test
    void aRequestOverTheBudgetIsTurnedAwayAndGivesBackWhatItTook() {
        assertThatThrownBy(() -> read("{\"a\": \"" + "y".repeat(2 << 20) + "\"}"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));

        spool.close();

        assertThat(spools.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "{", "{\"a\": \"open", "{} {}", "nonsense", "{\"a\": 'b'}", "{\"a\" 1}"})
    void brokenJsonIsSaidSo(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_JSON));
        assertThatThrownBy(() -> read("{\"a\": \"" + "z".repeat(500)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_JSON));
    }

    @Test
    void tooMuchBesidesLongTextsIsTooLarge() {
        assertThatThrownBy(() -> read("[" + "1,".repeat(4096) + "1]"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE));
    }

    @Test
    void tooManyValuesAreNotTakenForTheyAreLargeInMemory() {
        assertThat(read("[" + "{},".repeat(400) + "{}]").root()).hasSize(401);
        assertThatThrownBy(() -> read("[" + "{},".repeat(500) + "{}]"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_JSON));
    }

    @Test
    void base64IsDecodedBareAndAsDataUriWithSpaceAndWithoutPadding() throws IOException {
        byte[] bytes = new byte[100_001];
        new Random(7).nextBytes(bytes);
        String base64 = Base64.getMimeEncoder().encodeToString(bytes).replace("=", "");

        String forUrls = base64.replace('+', '-').replace('/', '_');
        for (String text : new String[] {
            base64, forUrls, "data:application/pdf;base64," + base64, " \n\tData:application/pdf;base64," + forUrls
        }) {
            ByteArrayOutputStream decoded = new ByteArrayOutputStream();
            assertThat(Base64Document.decode(new Text.Short(text), decoded, bytes.length, "document"))
                    .isEqualTo(bytes.length);
            assertThat(decoded.toByteArray()).isEqualTo(bytes);
        }
        OutputStream nowhere = OutputStream.nullOutputStream();
        assertThatThrownBy(() -> Base64Document.decode(new Text.Short(base64), nowhere, bytes.length - 1, "document"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENT_TOO_LARGE));
    }

    @Test
    void base64HasOneAlphabet() {
        for (String text : new String[] {"+A-A", "AAA_AAA/", "ab~c"}) {
            assertThatThrownBy(() -> Base64Document.decode(
                            new Text.Short(text), OutputStream.nullOutputStream(), 1000, "document"))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_BASE64));
        }
    }

    @Test
    void anObjectThatIsKeptAsItIsWrittenHasNoTextsInFiles() {
        String text = "x".repeat(IN_MEMORY + 1);

        assertThat(written("{\"a\": \"" + "x".repeat(IN_MEMORY) + "\"}")).isPresent();
        assertThat(written("{\"a\": [{\"b\": \"" + text + "\"}]}")).isEmpty();
        assertThat(written("{\"" + text + "\": 1}")).isEmpty();
        assertThat(written("{\"a\": [" + "1,".repeat(250) + "1]}")).isEmpty();
    }

    private Optional<String> written(String object) {
        return JsonFields.of(read("{\"kept\": " + object + "}")).written("kept");
    }

    private RequestBody read(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return reader.read(in, spool);
    }
}
