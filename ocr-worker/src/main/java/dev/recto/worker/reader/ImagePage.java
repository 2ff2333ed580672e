package dev.recto.worker.reader;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageSize;
import dev.recto.worker.image.RgbImage;

/** A page that is a picture already, of a known resolution. */
public record ImagePage(RgbImage image, int dpi) implements PageSource {
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
        return new PageRaster(image, new PageDimensions(image.width(), image.height(), dpi), dpi);
    }

    /** It was there before, and stays. */
    @Override
    public void settle(RgbImage picture) {}
}
