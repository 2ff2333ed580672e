package dev.recto.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
    @ParameterizedTest
    @CsvSource({
        "scan.pdf, scan.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\me\\scan.pdf, scan.pdf",
        "a/b\\c.png, c.png",
        "Größe 漢字.pdf, Größe 漢字.pdf",
        "..hidden, ..hidden"
    })
    void losesItsDirectories(String sent, String name) {
        assertThat(FileName.clean(sent)).contains(name);
    }

    @Test
    void losesControlCharacters() {
        assertThat(FileName.clean("a\r\nSet-Cookie: b\0.pdf")).contains("aSet-Cookie: b.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "dir/", "..", "a/..", ".", " ", "\r\n"})
    void mayBeNone(String sent) {
        assertThat(FileName.clean(sent)).isEmpty();
    }

    @Test
    void standsInAHeaderAsItIsWhenPlain() {
        assertThat(ContentDisposition.attachment("delivery note-1.pdf"))
                .isEqualTo("attachment; filename=\"delivery note-1.pdf\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\"b.pdf | attachment; filename=\"a_b.pdf\"; filename*=UTF-8''a%22b.pdf",
                "ü.pdf | attachment; filename=\"_.pdf\"; filename*=UTF-8''%C3%BC.pdf",
                "100%.pdf | attachment; filename=\"100_.pdf\"; filename*=UTF-8''100%25.pdf",
                "a;b'c.pdf | attachment; filename=\"a;b'c.pdf\""
            })
    void standsInAHeaderTwiceWhenNot(String name, String header) {
        assertThat(ContentDisposition.attachment(name)).isEqualTo(header);
    }
}
