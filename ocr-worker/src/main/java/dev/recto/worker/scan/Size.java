package dev.recto.worker.scan;

import dev.recto.model.Box;

/** Of a picture, in pixels. */
public record Size(int width, int height) {
    public Size turned() {
        return new Size(height, width);
    }

    /** What of a box lies inside the picture, where at least its corner does. */
    public Box within(Box box) {
        return new Box(box.left(), box.top(), Math.min(box.right(), width), Math.min(box.bottom(), height));
    }
}
