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
        assertThat(lines.subList(0, end + 1)).isNotEmpty().allMatch(line -> line.contains(" INFO "), "is information");
    }
}
