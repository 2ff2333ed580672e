package dev.recto.api.batch.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrialLineTest {
    private final TrialLine line = new TrialLine(8);

    @Test
    void keepsWhatFits() throws IOException {
        write("1234");
        write("5678");

        assertThat(line.isWhole()).isTrue();
        assertThat(copy()).isEqualTo("12345678");
    }

    @Test
    void saysThatItIsTooLong() {
        write("1234567");
        write("89");
        write("");

        assertThat(line.isWhole()).isFalse();
    }

    @Test
    void beginsAnew() throws IOException {
        write("123456789");
        line.clear();
        line.write('1');

        assertThat(line.isWhole()).isTrue();
        assertThat(copy()).isEqualTo("1");
    }

    private void write(String text) {
        line.write(text.getBytes(UTF_8), 0, text.length());
    }

    private String copy() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line.copyTo(out);
        return out.toString(UTF_8);
    }
}
