package dev.recto.tools.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    private static final Stage GOOD = new Stage("a good one", List.of("sh", "-c", "echo right; echo 'and wrong' >&2"));
    private static final Stage ENDLESS = new Stage("an endless one", List.of("sh", "-c", "echo begun; sleep 600"));

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    @Test
    void aStageThatBreaksCostsNoOther() throws Exception {
        boolean done = trial(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        new Stage("a bad one", List.of("sh", "-c", "echo broken; exit 3")),
                        new Stage("one that is not there", List.of("no-such-command")),
                        ENDLESS,
                        GOOD)
                .run(report(), progress::add);

        assertThat(done).isFalse();
        assertThat(progress).hasSize(4);
        assertThat(Files.readString(report()))
                .contains("| a bad one | **failed** |", "    broken\n")
                .contains("| one that is not there | **failed** |")
                .contains("| an endless one | **out of time** |", "    begun\n")
                .contains("| a good one | done |", "    right\n    and wrong\n");
    }

    @Test
    void theReportIsWholeAfterEachStage() throws Exception {
        List<String> reports = new ArrayList<>();
        boolean done = trial(Duration.ofMinutes(5), Duration.ofMinutes(5), GOOD, GOOD)
                .run(report(), line -> {
                    progress.add(line);
                    reports.add(read(report()));
                });

        assertThat(done).isTrue();
        assertThat(reports.getFirst()).containsOnlyOnce("| a good one | done |");
        assertThat(reports.getLast()).contains("| a good one | done |").isNotEqualTo(reports.getFirst());
    }

    @Test
    void whatHasNoTimeLeftIsNotBegun() throws Exception {
        assertThat(trial(Duration.ofSeconds(1), Duration.ofMinutes(5), ENDLESS, GOOD)
                        .run(report(), progress::add))
                .isFalse();
        assertThat(Files.readString(report()))
                .contains("| an endless one | **out of time** |")
                .contains("| a good one | not begun | 0.0 |");
    }

    private Trial trial(Duration limit, Duration stageLimit, Stage... stages) {
        TrialSettings settings = new TrialSettings(
                folder,
                folder.resolve("work"),
                Provider.CPU,
                Precision.FP32,
                true,
                List.of(1),
                "a4",
                8,
                limit,
                stageLimit);
        return new Trial(settings, List.of(stages));
    }

    private Path report() {
        return folder.resolve("report.md");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
