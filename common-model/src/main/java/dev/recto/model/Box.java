package dev.recto.model;

import java.util.Collection;

/** A rectangle in the pixels of {@link PageDimensions}; right and bottom edge are not included. */
public record Box(int left, int top, int right, int bottom) {
    public Box {
        if (left < 0 || top < 0 || right < left || bottom < top) {
            throw new IllegalArgumentException("not a box: " + left + "," + top + "," + right + "," + bottom);
        }
    }

    /** The smallest one around all, of which there must be one. */
    public static Box around(Collection<Box> boxes) {
        return boxes.stream()
                .reduce((a, b) -> new Box(
                        Math.min(a.left, b.left),
                        Math.min(a.top, b.top),
                        Math.max(a.right, b.right),
                        Math.max(a.bottom, b.bottom)))
                .orElseThrow();
    }

    public int width() {
        return right - left;
    }

    public int height() {
        return bottom - top;
    }
}
