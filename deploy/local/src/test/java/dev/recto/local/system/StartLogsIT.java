package dev.recto.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.local.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever starts Recto and looks at its logs reads nothing that looks like trouble. */
@ExtendWith(SharedStack.class)
class StartLogsIT {
    private final LocalStack stack;

    StartLogsIT(LocalStack stack) {
        this.stack = stack;
    }

    @ParameterizedTest
    @CsvSource({"api-1, Listening on", "worker-1, Serving ["})
    void areWithoutWarnings(String log, String started) throws IOException {
        List<String> lines = Files.readAllLines(stack.data().resolve("logs").resolve(log + ".log"));
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.contains(started))
                .findFirst()
                .orElseThrow());
        List<String> start = lines.subList(0, end + 1);
        assertThat(start.getFirst()).contains(" INFO ");
        assertThat(start).noneMatch(StartLogsIT::isTrouble);
    }

    /** That a thread was blocked says something about the machine. */
    private static boolean isTrouble(String line) {
        return (line.contains(" WARN ") || line.contains(" ERROR ")) && !line.contains("BlockedThreadChecker");
    }
}
