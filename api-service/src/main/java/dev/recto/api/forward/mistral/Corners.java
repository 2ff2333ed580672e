package dev.recto.api.forward.mistral;

import dev.recto.model.Box;
import dev.recto.model.PageDimensions;
import org.jspecify.annotations.Nullable;

/** Makes a box of the corners that an upstream tells. */
final class Corners {
    private Corners() {}

    /** Within the page and not empty; null where a corner is not told. */
    static @Nullable Box box(
            PageDimensions page,
            @Nullable Integer left,
            @Nullable Integer top,
            @Nullable Integer right,
            @Nullable Integer bottom) {
        if (left == null || top == null || right == null || bottom == null) {
            return null;
        }
        int x = Math.clamp(left, 0, page.width() - 1);
        int y = Math.clamp(top, 0, page.height() - 1);
        return new Box(x, y, Math.clamp(right, x + 1, page.width()), Math.clamp(bottom, y + 1, page.height()));
    }
}
