package dev.recto.worker.scan;

import dev.recto.model.Box;
import java.util.stream.IntStream;

/**
 * How much of a part of a page is ink.
 *
 * @param dark what is darker is ink
 */
record InkShare(GrayImage page, int dark) {
    /** 0..1; 0 beside the page. */
    double of(Box part) {
        int counted = 0;
        int inked = 0;
        for (int y = Math.max(0, part.top()); y < Math.min(page.height(), part.bottom()); y++) {
            for (int x = Math.max(0, part.left()); x < Math.min(page.width(), part.right()); x++) {
                counted++;
                inked += (page.pixels()[y * page.width() + x] & 0xff) < dark ? 1 : 0;
            }
        }
        return counted == 0 ? 0 : (double) inked / counted;
    }

    boolean isIn(int left, int top, int width, int height) {
        return of(new Box(left, top, left + width, top + height)) > 0;
    }

    /** Share of a box's rows that have ink in a column. */
    double down(Box box, int x, int width) {
        return IntStream.range(box.top(), box.bottom())
                        .filter(y -> isIn(x, y, width, 1))
                        .count()
                / (double) box.height();
    }

    /** Share of a box's columns that have ink in a row. */
    double across(Box box, int y, int height) {
        return IntStream.range(box.left(), box.right())
                        .filter(x -> isIn(x, y, 1, height))
                        .count()
                / (double) box.width();
    }
}
