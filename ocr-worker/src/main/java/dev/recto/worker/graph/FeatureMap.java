package dev.recto.worker.graph;

import java.util.List;

/**
 * Values of so many channels, rows and columns for each image, in the order of their {@link Convolutions}.
 *
 * @param values whose channels together are the map's; mostly one
 */
public record FeatureMap(List<Value> values, int channels, int height, int width) {
    FeatureMap(Value value, int channels, int height, int width) {
        this(List.of(value), channels, height, width);
    }

    Value value() {
        if (values.size() > 1) {
            throw new IllegalStateException("only convolutions take a map of several values");
        }
        return values.getFirst();
    }

    public int cells() {
        return height * width;
    }
}
