package dev.recto.worker.document;

import dev.recto.worker.image.RgbImage;

/**
 * The way from stored to shown pixels: transpose first, then mirror left to right, then flip top to bottom. In the order of
 * EXIF's numbers 1 to 8.
 */
enum Orientation {
    NORMAL(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, false, true);

    private final boolean transposed;
    private final boolean mirrored;
    private final boolean flipped;

    Orientation(boolean transposed, boolean mirrored, boolean flipped) {
        this.transposed = transposed;
        this.mirrored = mirrored;
        this.flipped = flipped;
    }

    /** By EXIF's number; other numbers say nothing. */
    static Orientation numbered(long number) {
        return number >= 1 && number <= values().length ? values()[(int) number - 1] : NORMAL;
    }

    static Orientation of(boolean transposed, boolean mirrored, boolean flipped) {
        for (Orientation orientation : values()) {
            if (orientation.transposed == transposed
                    && orientation.mirrored == mirrored
                    && orientation.flipped == flipped) {
                return orientation;
            }
        }
        throw new IllegalStateException();
    }

    boolean swapsSides() {
        return transposed;
    }

    RgbImage apply(RgbImage stored) {
        if (this == NORMAL) {
            return stored;
        }
        int width = transposed ? stored.height() : stored.width();
        int height = transposed ? stored.width() : stored.height();
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        for (int y = 0, at = 0; y < height; y++) {
            int v = flipped ? height - 1 - y : y;
            for (int x = 0; x < width; x++, at += 3) {
                int u = mirrored ? width - 1 - x : x;
                int source = 3 * (transposed ? u * stored.width() + v : v * stored.width() + u);
                to[at] = from[source];
                to[at + 1] = from[source + 1];
                to[at + 2] = from[source + 2];
            }
        }
        return new RgbImage(width, height, to);
    }
}
