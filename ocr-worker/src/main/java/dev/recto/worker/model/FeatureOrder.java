package dev.recto.worker.model;

import java.util.ArrayList;
import java.util.List;

/** Which features take the places of a prompt's image tokens, in the order of these. */
public final class FeatureOrder {
    private final List<Run> runs = new ArrayList<>();

    /**
     * Successive features of one source.
     *
     * @param source number of a view; behind the views, what a family has of its own
     */
    public record Run(int source, int first, int count) {}

    public FeatureOrder add(int source, int first, int count) {
        runs.add(new Run(source, first, count));
        return this;
    }

    public List<Run> runs() {
        return List.copyOf(runs);
    }

    public int size() {
        return runs.stream().mapToInt(Run::count).sum();
    }
}
