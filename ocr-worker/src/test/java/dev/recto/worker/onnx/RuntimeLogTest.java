package dev.recto.worker.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.graph.ToyModels;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuntimeLogTest {
    private final RuntimeLines lines = new RuntimeLines();

    @AfterEach
    void close() {
        lines.close();
    }

    /** It warns of a constant that nobody reads. */
    @Test
    void theRuntimesWarningsAreInTheLog() {
        try (Environment environment = Environment.create();
                Session session =
                        Session.open(environment, ToyModels.withUnreadConstant(), Map.of(), SessionOptions.cpu(1))) {
            assertThat(session.device()).isEqualTo(Device.HOST);
        }
        assertThat(lines.records())
                .filteredOn(line -> RuntimeLines.text(line).contains("constant_0"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel().intValue()).isEqualTo(Level.WARNING.intValue());
                    assertThat(RuntimeLines.text(line))
                            .startsWith("ONNX Runtime: ")
                            .doesNotContain("\n");
                });
    }

    @Test
    void whatIsSaidAgainAndAgainIsHeardAFewTimes() {
        String place = "file.cc:" + UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            RuntimeLog.say(RuntimeLog.WARNING, place, "line\n\tnumber " + i + "\n");
        }
        assertThat(lines.texts()).hasSize(10);
        assertThat(lines.texts().getFirst()).isEqualTo("ONNX Runtime: line number 0");
        assertThat(lines.texts().getLast()).endsWith("line number 9 (and no more lines of this kind)");
        assertThat(RuntimeLog.say(RuntimeLog.WARNING, place + "0", "of another place"))
                .isTrue();
    }
}
