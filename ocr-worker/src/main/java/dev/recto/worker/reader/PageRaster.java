package dev.recto.worker.reader;

import dev.recto.model.PageDimensions;
import dev.recto.worker.image.RgbImage;

/** A drawn page. The image has exactly the size of the dimensions, which all boxes of the reading refer to. */
public record PageRaster(RgbImage image, PageDimensions dimensions) {
    public PageRaster {
        if (image.width() != dimensions.width() || image.height() != dimensions.height()) {
            throw new IllegalArgumentException("image and dimensions differ");
        }
    }
}
