package dev.recto.worker.layout;

import dev.recto.model.Box;
import java.util.Collection;

/** Arithmetic of rectangles. */
public final class Boxes {
    private Boxes() {}

    /** The smallest box around all, of which there must be one. */
    public static Box around(Collection<Box> boxes) {
        return boxes.stream()
                .reduce((a, b) -> new Box(
                        Math.min(a.left(), b.left()),
                        Math.min(a.top(), b.top()),
                        Math.max(a.right(), b.right()),
                        Math.max(a.bottom(), b.bottom())))
                .orElseThrow();
    }

    static int overlap(int from, int to, int otherFrom, int otherTo) {
        return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    }

    /** Pixels that both cover. */
    static long common(Box a, Box b) {
        return (long) overlap(a.left(), a.right(), b.left(), b.right())
                * overlap(a.top(), a.bottom(), b.top(), b.bottom());
    }

    static long area(Box box) {
        return (long) box.width() * box.height();
    }
}
