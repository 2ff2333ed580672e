package dev.recto.tools.trial;

import java.time.Duration;
import java.util.List;

/**
 * What became of a stage.
 *
 * @param output the last of what it printed, errors among it
 */
record StageResult(Stage stage, Outcome outcome, Duration took, List<String> output) {
    enum Outcome {
        DONE,
        FAILED,
        /** It was killed at the end of its time. */
        OUT_OF_TIME,
        /** Those before it had taken all the time. */
        NOT_BEGUN
    }
}
