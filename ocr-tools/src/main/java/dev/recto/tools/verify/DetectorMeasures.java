package dev.recto.tools.verify;

import dev.recto.worker.detector.Stage;
import dev.recto.worker.graph.Precision;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much a detector with fewer bits differs from the reference. Maps are held to a budget; what follows is measured: which cells
 * become queries is a matter of a hair's breadth on random networks, and queries of other cells do not compare.
 */
final class DetectorMeasures {
    private static final List<Stage> BACKBONE = List.of(Stage.BACKBONE_STAGE2, Stage.BACKBONE_STAGE4);
    private static final List<Stage> ENCODER =
            List.of(Stage.PAN_STRIDE8, Stage.PAN_STRIDE16, Stage.PAN_STRIDE32, Stage.MASK_FEAT);

    private final Report report;
    private final Precision precision;

    DetectorMeasures(Report report, Precision precision) {
        this.report = report;
        this.precision = precision;
    }

    /** What a stage should be. */
    interface Reference {
        float[] of(Stage stage) throws IOException;
    }

    void run(String page, Reference reference, Map<Stage, float[]> results) {
        BACKBONE.forEach(stage -> judge(page, stage, ErrorBudget.ofBackbone(precision), reference, results));
        ENCODER.forEach(stage -> judge(page, stage, ErrorBudget.ofEncoder(precision), reference, results));
    }

    private void judge(String page, Stage stage, ErrorBudget budget, Reference reference, Map<Stage, float[]> results) {
        report.check(page + "/" + stage, () -> budget.judge(reference.of(stage), of(results, stage)));
    }

    /** @param expected cells that became queries */
    void proposals(String page, int[] expected, Map<Stage, float[]> results) {
        Set<Integer> cells = Arrays.stream(expected).boxed().collect(Collectors.toSet());
        long equal = 0;
        for (float cell : of(results, Stage.PROPOSALS)) {
            equal += cells.contains((int) cell) ? 1 : 0;
        }
        report.note(
                page + "/" + Stage.PROPOSALS,
                String.format(Locale.ROOT, "%d of %d cells are the reference's", equal, expected.length));
    }

    private static float[] of(Map<Stage, float[]> results, Stage stage) {
        return results.getOrDefault(stage, new float[0]);
    }
}
