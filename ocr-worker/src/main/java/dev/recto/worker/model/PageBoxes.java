package dev.recto.worker.model;

import dev.recto.model.Box;
import java.util.Optional;

/** Boxes that a model wrote in its own grid, brought to page pixels. */
public final class PageBoxes {
    private PageBoxes() {}

    /** Cut to the page; empty where nothing is left of it. */
    public static Optional<Box> within(int left, int top, int right, int bottom, int width, int height) {
        int l = Math.clamp(left, 0, width);
        int t = Math.clamp(top, 0, height);
        int r = Math.clamp(right, 0, width);
        int b = Math.clamp(bottom, 0, height);
        return r > l && b > t ? Optional.of(new Box(l, t, r, b)) : Optional.empty();
    }

    /** The mark of a page's k-th picture in its markdown. */
    public static String pictureMark(int picture) {
        return "![img-" + picture + ".jpeg](img-" + picture + ".jpeg)";
    }
}
