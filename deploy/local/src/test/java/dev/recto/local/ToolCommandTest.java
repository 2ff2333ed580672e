package dev.recto.local;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"model verify DIR --threads 2", "bench reading --pages 1", "bench render --help"})
    void whatTheToolsKnowIsLeftToThem(String line) {
        assertThatCode(() -> Recto.commandLine().parseArgs(line.split(" "))).doesNotThrowAnyException();
    }
}
