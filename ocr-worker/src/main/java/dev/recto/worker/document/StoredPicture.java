package dev.recto.worker.document;

import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;

/**
 * A picture of a file, which is a page of its own.
 *
 * @param index among all pictures of the file
 * @param width in pixels as stored, before it is turned
 * @param rows that it is shown with, before it is turned: more than are stored of a coarse fax
 */
record StoredPicture(int index, int width, int height, int rows, PictureMetadata metadata) {
    static StoredPicture of(int index, int width, int height, PictureMetadata metadata) {
        return new StoredPicture(index, width, height, height, metadata);
    }

    PageSize shownSize() {
        return metadata.orientation().swapsSides() ? new PageSize(rows, width) : new PageSize(width, rows);
    }

    /** Dots per inch as shown. */
    int resolution() {
        return SheetResolution.of(metadata.density(), Math.max(width, rows));
    }

    RgbImage show(RgbImage stored) {
        RgbImage image = rows == height
                ? stored
                : new RgbImage(width, rows, Resampler.resize(stored.rgb(), 3, width, height, width, rows));
        return metadata.orientation().apply(image);
    }
}
