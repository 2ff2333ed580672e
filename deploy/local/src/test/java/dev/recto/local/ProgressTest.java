package dev.recto.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true);

    @Test
    void drawsABarOncePagesAreKnown() {
        var progress = new Progress(out, true);
        progress.uploaded(50, 200);
        progress.reading(0, 0, 1);
        progress.reading(5, 10, 2);
        assertThat(bytes.toString(UTF_8))
                .contains("Sending  25 %", "Reading, 1 s", "[###############...............] page 5 of 10, 2 s");
    }

    @Test
    void leavesNoTrace() {
        var progress = new Progress(out, true);
        progress.reading(1, 2, 3);
        progress.close();
        assertThat(bytes.toString(UTF_8)).endsWith("\r\u001B[K");
    }

    @Test
    void isSilentWhereNobodyWatches() {
        var progress = new Progress(out, false);
        progress.uploaded(1, 2);
        progress.reading(1, 2, 3);
        progress.close();
        assertThat(bytes.size()).isZero();
    }
}
