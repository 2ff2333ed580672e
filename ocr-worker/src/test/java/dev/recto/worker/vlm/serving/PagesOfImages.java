package dev.recto.worker.vlm.serving;

import dev.recto.model.DocumentKind;
import dev.recto.model.PageDimensions;
import dev.recto.model.PageSize;
import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageRaster;
import dev.recto.worker.reader.PageRequest;
import dev.recto.worker.reader.PageSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;

/** Requests for pages that are pictures already. */
final class PagesOfImages {
    final List<Picture> stored = new ArrayList<>();

    PageRequest request(RgbImage image, ReadOptions options, Cancellation cancellation) {
        return new PageRequest(
                options,
                new ImagePage(image),
                cancellation,
                (page, pictures) -> {
                    stored.addAll(pictures);
                    return CompletableFuture.completedFuture(null);
                },
                Instant.MAX,
                Activity.NONE);
    }

    PageRequest request(RgbImage image, ReadOptions options) {
        return request(image, options, new Cancellation());
    }

    static RgbImage read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                int at = 3 * (y * image.getWidth() + x);
                rgb[at] = (byte) (pixel >> 16);
                rgb[at + 1] = (byte) (pixel >> 8);
                rgb[at + 2] = (byte) pixel;
            }
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }

    private record ImagePage(RgbImage image) implements PageSource {
        @Override
        public DocumentKind kind() {
            return DocumentKind.PNG;
        }

        @Override
        public PageSize size() {
            return new PageSize(image.width(), image.height());
        }

        @Override
        public PageRaster draw(int dpi) {
            return new PageRaster(image, new PageDimensions(image.width(), image.height(), dpi));
        }
    }
}
