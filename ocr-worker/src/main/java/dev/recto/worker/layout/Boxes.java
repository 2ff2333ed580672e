package dev.recto.worker.layout;

import dev.recto.model.Box;

/** Arithmetic of rectangles. */
final class Boxes {
    private Boxes() {}

    static int overlap(int from, int to, int otherFrom, int otherTo) {
        return Math.max(0, Math.min(to, otherTo) - Math.max(from, otherFrom));
    }

    /** Whether they stand in one line: by more than half of the lower one. */
    static boolean areBeside(Box a, Box b) {
        return 2 * overlap(a.top(), a.bottom(), b.top(), b.bottom()) > Math.min(a.height(), b.height());
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
