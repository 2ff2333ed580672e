package dev.recto.worker.reader;

import dev.recto.model.PageDimensions;
import dev.recto.worker.image.RgbImage;

/**
 * A drawn page. The image has exactly the size of the dimensions, which all boxes of the reading refer to.
 *
 * @param resolution dots per inch of paper, as well as can be told; what the dimensions say of pictures is by convention
 */
public record PageRaster(RgbImage image, PageDimensions dimensions, int resolution) {
    public PageRaster {
        if (image.width() != dimensions.width() || image.height() != dimensions.height()) {
            throw new IllegalArgumentException("image and dimensions differ");
        }
    }
}
