package dev.recto.tools.trial;

import dev.recto.worker.graph.Precision;
import dev.recto.worker.onnx.Provider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is tried.
 *
 * @param snapshots directory with a tiny snapshot of each family, its reference outputs in it
 * @param work directory for snapshots, caches and logs
 * @param tiny measures the tiny snapshots' dimensions in place of the published ones: to try the trial
 * @param size of the pages that are measured, as {@code model bench} takes it
 * @param limit of the whole
 * @param stageLimit of each stage
 */
public record TrialSettings(
        Path snapshots,
        Path work,
        Provider provider,
        Precision weights,
        boolean tiny,
        List<Integer> inFlight,
        String size,
        int newTokens,
        Duration limit,
        Duration stageLimit) {}
