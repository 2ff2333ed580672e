package dev.recto.tools.trial;

import dev.recto.tools.trial.StageResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs stages in processes, whose output goes to files. */
final class StageProcess {
    private static final int LINES = 400;

    private final Path logs;

    /** @param logs directory for the whole output of each */
    StageProcess(Path logs) {
        this.logs = logs;
    }

    StageResult run(Stage stage, Duration limit) throws IOException, InterruptedException {
        if (!limit.isPositive()) {
            return new StageResult(stage, Outcome.NOT_BEGUN, Duration.ZERO, List.of());
        }
        Path log = Files.createDirectories(logs).resolve(stage.name().replaceAll("[^a-z0-9]+", "-") + ".log");
        long began = System.nanoTime();
        Outcome outcome = outcome(stage, log, limit);
        return new StageResult(stage, outcome, Duration.ofNanos(System.nanoTime() - began), last(log));
    }

    private static Outcome outcome(Stage stage, Path log, Duration limit) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(stage.command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException notThere) {
            Files.writeString(log, notThere.getMessage());
            return Outcome.FAILED;
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.OUT_OF_TIME;
            }
            return process.exitValue() == 0 ? Outcome.DONE : Outcome.FAILED;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private static List<String> last(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }
}
