package dev.recto.worker.scan;

import dev.recto.model.Box;

/** Of a picture, in pixels. */
public record Size(int width, int height) {
    public Size turned() {
        return new Size(height, width);
    }

    /** The box and so much around it as lies inside the picture. */
    public Box around(Box box, int margin) {
        return within(new Box(
                Math.max(0, box.left() - margin),
                Math.max(0, box.top() - margin),
                box.right() + margin,
                box.bottom() + margin));
    }

    /** What of a box lies inside the picture, where at least its corner does. */
    public Box within(Box box) {
        return new Box(box.left(), box.top(), Math.min(box.right(), width), Math.min(box.bottom(), height));
    }
}
