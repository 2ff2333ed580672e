package dev.recto.worker.onednn;

import java.util.ArrayList;
import java.util.List;

/** Which experts work on which rows, and how much each counts. */
final class Routing {
    private final List<List<Share>> byExpert = new ArrayList<>();

    /** A row that an expert works on, and the weight of its answer. */
    record Share(int row, float weight) {}

    /**
     * The experts of the largest logits for each row, lower numbers first among equals; their weights are the softmax over all
     * experts, not renormalised.
     *
     * @param logits [rows, experts]
     */
    Routing(float[] logits, int experts, int perRow) {
        for (int expert = 0; expert < experts; expert++) {
            byExpert.add(new ArrayList<>());
        }
        for (int row = 0; row < logits.length / experts; row++) {
            route(logits, row, experts, perRow);
        }
    }

    private void route(float[] logits, int row, int experts, int perRow) {
        int from = row * experts;
        boolean[] chosen = new boolean[experts];
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < experts; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < experts; i++) {
            sum += Math.exp(logits[from + i] - largest);
        }
        for (int n = 0; n < perRow; n++) {
            int best = -1;
            for (int i = 0; i < experts; i++) {
                if (!chosen[i] && (best < 0 || logits[from + i] > logits[from + best])) {
                    best = i;
                }
            }
            chosen[best] = true;
            byExpert.get(best).add(new Share(row, (float) (Math.exp(logits[from + best] - largest) / sum)));
        }
    }

    /** In order of rows. */
    List<Share> of(int expert) {
        return byExpert.get(expert);
    }
}
