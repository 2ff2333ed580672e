package dev.recto.api.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.model.DocumentKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTest {
    @TempDir
    Path directory;

    @Test
    void readsAFileOfSeveralChunks() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "%PDF-1.7\n" + "é".repeat(100_000));

        Content content = ContentReader.read(file);

        assertThat(content.size()).isEqualTo(200_009);
        assertThat(content.kind()).contains(DocumentKind.PDF);
        assertThat(content.text()).isTrue();
        assertThat(content.mimetype()).isEqualTo("application/pdf");
    }

    @Test
    void hashesTheBytes() {
        assertThat(whole("abc".getBytes(UTF_8)).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void nothingIsTextWithoutLines() {
        Content nothing = whole(new byte[0]);

        assertThat(nothing.size()).isZero();
        assertThat(nothing.text()).isTrue();
        assertThat(nothing.lines()).isEmpty();
        assertThat(nothing.kind()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, PDF", "1019, PDF", "1020, ", "5000, "})
    void findsThePdfHeaderWithinTheFirst1024Bytes(int before, DocumentKind kind) {
        byte[] bytes = ("x".repeat(before) + "%PDF-1.4 and so on").getBytes(ISO_8859_1);

        assertThat(whole(bytes).kind().orElse(null)).isEqualTo(kind);
    }

    @Test
    void findsPicturesByTheirMagic() {
        assertThat(whole(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0})
                        .kind())
                .contains(DocumentKind.PNG);
        assertThat(whole(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}).kind())
                .contains(DocumentKind.JPEG);
        assertThat(whole(new byte[] {(byte) 0xFF, (byte) 0xD8}).kind()).isEmpty();
        assertThat(whole("GIF89a".getBytes(UTF_8)).kind()).contains(DocumentKind.GIF);
        assertThat(whole("RIFF1234WEBP".getBytes(UTF_8)).kind()).contains(DocumentKind.WEBP);
        assertThat(whole("II*\0".getBytes(UTF_8)).kind()).contains(DocumentKind.TIFF);
        assertThat(whole("BM is how a letter begins".getBytes(UTF_8)).kind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "{\"a\":1}\n", "  {\"a\":1} \r\n\r\n\n", "{\n{}{}\n"})
    void anyCuttingGivesTheSame(String text) {
        byte[] bytes = text.getBytes(UTF_8);

        assertThat(byteByByte(bytes)).isEqualTo(whole(bytes));
    }

    @Test
    void countsLinesOfJsonLinesOnly() {
        assertThat(whole("{\"a\":1}\n\n{\"b\":\"}\\n{\"}".getBytes(UTF_8)).lines())
                .isEqualTo(OptionalLong.of(2));
        assertThat(whole("\ufeff{}\r\n{}\n".getBytes(UTF_8)).lines()).hasValue(2);
        assertThat(whole("{}\n\ufeff{}".getBytes(UTF_8)).lines()).isEmpty();
        assertThat(whole("{\n  \"pretty\": true\n}".getBytes(UTF_8)).lines()).isEmpty();
        assertThat(whole("[1]\n".getBytes(UTF_8)).lines()).isEmpty();
        assertThat(whole("{}\nplain\n{}".getBytes(UTF_8)).lines()).isEmpty();
        assertThat(whole("\n \n".getBytes(UTF_8)).lines()).isEmpty();
    }

    @Test
    void tellsTextFromOtherBytesHoweverTheyAreCut() {
        byte[] text = "{\"é\":\"漢字 🙂\"}".getBytes(UTF_8);
        byte[] cutShort = "é".getBytes(UTF_8);

        assertThat(byteByByte(text)).isEqualTo(whole(text));
        assertThat(byteByByte(text).text()).isTrue();
        assertThat(whole(new byte[] {cutShort[0]}).text()).isFalse();
        assertThat(whole(new byte[] {'a', (byte) 0xC0, (byte) 0xAF}).text()).isFalse();
        assertThat(byteByByte(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})
                        .text())
                .isFalse();
    }

    @Test
    void namesTheMimetypeOnlyWhereItKnows() {
        assertThat(whole("{}\n".getBytes(UTF_8)).mimetype()).isEqualTo("application/jsonl");
        assertThat(whole("plain".getBytes(UTF_8)).mimetype()).isEqualTo("text/plain");
        assertThat(whole(new byte[] {(byte) 0xFE, 0}).mimetype()).isNull();
    }

    private static Content whole(byte[] bytes) {
        ContentReader reader = new ContentReader();
        reader.update(ByteBuffer.wrap(bytes));
        return reader.finish();
    }

    private static Content byteByByte(byte[] bytes) {
        ContentReader reader = new ContentReader();
        for (int i = 0; i < bytes.length; i++) {
            reader.update(ByteBuffer.wrap(bytes, i, 1));
        }
        return reader.finish();
    }
}
