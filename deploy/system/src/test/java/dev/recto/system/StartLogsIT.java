package dev.recto.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever starts Recto and looks at its logs reads no banner, and no warning that is there at every start. */
@ExtendWith(SharedStack.class)
class StartLogsIT {
    private final LocalStack stack;

    StartLogsIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @CsvSource({"api-1, Listening on", "worker-1, Serving ["})
    void areWithoutRemarksOnTheConfiguration(String log, String started) throws IOException {
        List<String> lines = Files.readAllLines(stack.data().resolve("logs").resolve(log + ".log"));
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.contains(started))
                .findFirst()
                .orElseThrow());
        List<String> start = lines.subList(0, end + 1);
        assertThat(start.getFirst()).as("the JVM has nothing to say before").containsPattern(" (INFO|WARN) +\\[");
        assertThat(start).noneMatch(StartLogsIT::isTrouble);
    }

    /** Warnings of a slow machine are none; those of our own configuration are. */
    private static boolean isTrouble(String line) {
        return line.contains("Unrecognized configuration") || line.contains("has been already registered");
    }
}
