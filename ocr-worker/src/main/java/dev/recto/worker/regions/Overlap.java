package dev.recto.worker.regions;

import dev.recto.worker.detector.Detection.Bounds;

/** How much two boxes have in common. */
final class Overlap {
    private static final double INSIDE = 0.8;

    private Overlap() {}

    /** Over what they cover together; sides are a pixel longer, as if both edges were part of the box. */
    static double ofUnion(Bounds a, Bounds b) {
        double common = Math.max(0, Math.min(a.right(), b.right()) - Math.max(a.left(), b.left()) + 1)
                * Math.max(0, Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top()) + 1);
        double first = (a.right() - a.left() + 1) * (a.bottom() - a.top() + 1);
        double second = (b.right() - b.left() + 1) * (b.bottom() - b.top() + 1);
        return common / (first + second - common);
    }

    /** Whether most of a box lies in another one. */
    static boolean isInside(Bounds inner, Bounds outer) {
        double area = (inner.right() - inner.left()) * (inner.bottom() - inner.top());
        double common = Math.max(0, Math.min(inner.right(), outer.right()) - Math.max(inner.left(), outer.left()))
                * Math.max(0, Math.min(inner.bottom(), outer.bottom()) - Math.max(inner.top(), outer.top()));
        return area > 0 && common / area >= INSIDE;
    }
}
