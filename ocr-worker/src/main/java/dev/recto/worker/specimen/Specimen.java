package dev.recto.worker.specimen;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageSource;

/**
 * A page and what stands on it.
 *
 * @param name what makes it hard to read
 * @param truth its words, in reading order
 */
public record Specimen(String name, RgbImage image, int dpi, String truth) implements PageSource {
    @Override
    public DocumentKind kind() {
        return DocumentKind.PNG;
    }

    @Override
    public PageSize size() {
        return new PageSize(image.width(), image.height());
    }

    @Override
    public PageRaster draw(int resolution) {
        return new PageRaster(image, new PageDimensions(image.width(), image.height(), dpi));
    }
}
