package dev.recto.model;

/** A rectangle in the pixels of {@link PageDimensions}; right and bottom edge are not included. */
public record Box(int left, int top, int right, int bottom) {
    public Box {
        if (left < 0 || top < 0 || right < left || bottom < top) {
            throw new IllegalArgumentException("not a box: " + left + "," + top + "," + right + "," + bottom);
        }
    }

    public int width() {
        return right - left;
    }

    public int height() {
        return bottom - top;
    }
}
