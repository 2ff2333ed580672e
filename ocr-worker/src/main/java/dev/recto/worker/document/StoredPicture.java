package dev.recto.worker.document;

import dev.recto.model.PageSize;

/**
 * A picture of a file, which is a page of its own.
 *
 * @param index among all pictures of the file
 * @param width in pixels as stored, before it is turned
 */
record StoredPicture(int index, int width, int height, Orientation orientation) {
    PageSize shownSize() {
        return orientation.swapsSides() ? new PageSize(height, width) : new PageSize(width, height);
    }
}
