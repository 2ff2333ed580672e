package dev.recto.worker.scan;

/** Of a picture, in pixels. */
public record Size(int width, int height) {
    public Size turned() {
        return new Size(height, width);
    }
}
