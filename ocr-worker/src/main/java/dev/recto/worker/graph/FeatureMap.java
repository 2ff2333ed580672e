package dev.recto.worker.graph;

/** A value of shape [images, channels, height, width], all known but the first. */
public record FeatureMap(Value value, int channels, int height, int width) {
    public int cells() {
        return height * width;
    }
}
