package dev.recto.tools.bench;

import dev.recto.worker.graph.ModelOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to measure.
 *
 * @param pages read under the clock; 0 for twice as many as are in flight
 * @param newTokens of each page, end tokens or not
 * @param draftShare how many drafts are right, from 0 to 1; null for those that the draft layer makes
 */
public record BenchSettings(
        Path snapshot,
        ModelOptions model,
        PageShape shape,
        int pages,
        int newTokens,
        @Nullable Double draftShare) {
    int pages(int inFlight) {
        return pages > 0 ? pages : 2 * inFlight;
    }
}
