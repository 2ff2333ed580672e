package dev.recto.worker.tesseract;

import dev.recto.model.Box;

/** How a page must be turned, clockwise, to stand upright; and the way back for boxes. */
enum Turn {
    NONE,
    RIGHT,
    HALF,
    LEFT;

    /** By how many degrees, clockwise, the page stands wrong. */
    static Turn ofDegrees(int wrong) {
        return switch (wrong) {
            case 90 -> LEFT;
            case 180 -> HALF;
            case 270 -> RIGHT;
            default -> NONE;
        };
    }

    boolean swapsSides() {
        return this == RIGHT || this == LEFT;
    }

    GrayImage apply(GrayImage shown) {
        if (this == NONE) {
            return shown;
        }
        int w = shown.width();
        int h = shown.height();
        int width = swapsSides() ? h : w;
        int height = swapsSides() ? w : h;
        byte[] from = shown.pixels();
        byte[] to = new byte[from.length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at++) {
                to[at] = switch (this) {
                    case NONE -> throw new IllegalStateException();
                    case HALF -> from[(h - 1 - y) * w + w - 1 - x];
                    case RIGHT -> from[(h - 1 - x) * w + y];
                    case LEFT -> from[x * w + w - 1 - y];
                };
            }
        }
        return new GrayImage(width, height, to);
    }

    /** From the turned page to the shown one, which is {@code width} by {@code height}. */
    Box toShown(Box box, int width, int height) {
        return switch (this) {
            case NONE -> box;
            case HALF -> new Box(width - box.right(), height - box.bottom(), width - box.left(), height - box.top());
            case RIGHT -> new Box(box.top(), height - box.right(), box.bottom(), height - box.left());
            case LEFT -> new Box(width - box.bottom(), box.left(), width - box.top(), box.right());
        };
    }
}
