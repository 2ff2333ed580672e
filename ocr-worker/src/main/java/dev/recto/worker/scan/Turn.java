package dev.recto.worker.scan;

import dev.recto.model.Box;
import dev.recto.worker.image.RgbImage;

/** How a page must be turned, clockwise, to stand upright; and the way back for boxes. */
public enum Turn {
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

    public boolean swapsSides() {
        return this == RIGHT || this == LEFT;
    }

    public Turn inverse() {
        return switch (this) {
            case NONE, HALF -> this;
            case RIGHT -> LEFT;
            case LEFT -> RIGHT;
        };
    }

    public GrayImage apply(GrayImage shown) {
        int w = shown.width();
        int h = shown.height();
        return this == NONE
                ? shown
                : new GrayImage(swapsSides() ? h : w, swapsSides() ? w : h, turned(shown.pixels(), w, h, 1));
    }

    public RgbImage apply(RgbImage shown) {
        int w = shown.width();
        int h = shown.height();
        return this == NONE
                ? shown
                : new RgbImage(swapsSides() ? h : w, swapsSides() ? w : h, turned(shown.rgb(), w, h, 3));
    }

    private byte[] turned(byte[] from, int w, int h, int channels) {
        int width = swapsSides() ? h : w;
        int height = swapsSides() ? w : h;
        byte[] to = new byte[from.length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = switch (this) {
                    case NONE -> y * w + x;
                    case HALF -> (h - 1 - y) * w + w - 1 - x;
                    case RIGHT -> (h - 1 - x) * w + y;
                    case LEFT -> x * w + w - 1 - y;
                };
                for (int channel = 0; channel < channels; channel++) {
                    to[at++] = from[channels * pixel + channel];
                }
            }
        }
        return to;
    }

    /** From the turned page to the shown one, which is {@code width} by {@code height}. */
    public Box toShown(Box box, int width, int height) {
        return switch (this) {
            case NONE -> box;
            case HALF -> new Box(width - box.right(), height - box.bottom(), width - box.left(), height - box.top());
            case RIGHT -> new Box(box.top(), height - box.right(), box.bottom(), height - box.left());
            case LEFT -> new Box(width - box.bottom(), box.left(), width - box.top(), box.right());
        };
    }
}
