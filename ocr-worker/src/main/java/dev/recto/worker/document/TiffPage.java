package dev.recto.worker.document;

import dev.recto.model.PageSize;

/**
 * A picture of a TIFF file that is a page of its own.
 *
 * @param index among all pictures of the file
 */
record TiffPage(int index, int width, int height, Orientation orientation) {
    PageSize size() {
        return orientation.swapsSides() ? new PageSize(height, width) : new PageSize(width, height);
    }
}
