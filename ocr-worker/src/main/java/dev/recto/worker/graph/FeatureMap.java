package dev.recto.worker.graph;

/** A value of so many channels, rows and columns for each image, in the order of its {@link Convolutions}. */
public record FeatureMap(Value value, int channels, int height, int width) {
    public int cells() {
        return height * width;
    }
}
