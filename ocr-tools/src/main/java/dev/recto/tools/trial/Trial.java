package dev.recto.tools.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs the stages one after the other, and writes the report anew after each. */
public final class Trial {
    private final TrialSettings settings;
    private final List<Stage> stages;

    /** @param main the class whose commands the stages are */
    public Trial(TrialSettings settings, String main) {
        this(settings, new TrialPlan(settings, main).stages());
    }

    Trial(TrialSettings settings, List<Stage> stages) {
        this.settings = settings;
        this.stages = stages;
    }

    /**
     * @param progress told a line per stage
     * @return whether all were done
     */
    public boolean run(Path report, Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(settings.work());
        StageProcess process = new StageProcess(settings.work().resolve("logs"));
        Instant end = Instant.now().plus(settings.limit());
        List<StageResult> results = new ArrayList<>();
        for (Stage stage : stages) {
            Duration left = Duration.between(Instant.now(), end);
            StageResult result =
                    process.run(stage, left.compareTo(settings.stageLimit()) < 0 ? left : settings.stageLimit());
            results.add(result);
            TrialReport.write(report, results);
            progress.accept("%-40s %s, %d s"
                    .formatted(stage.name(), result.outcome(), result.took().toSeconds()));
        }
        return results.stream().allMatch(result -> result.outcome() == StageResult.Outcome.DONE);
    }
}
