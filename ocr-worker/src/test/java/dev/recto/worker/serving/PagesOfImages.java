package dev.recto.worker.serving;

import dev.recto.model.Picture;
import dev.recto.model.ReadOptions;
import dev.recto.tracing.Activity;
import dev.recto.worker.document.Pixels;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.ImagePage;
import dev.recto.worker.reader.PageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Requests for pages that are pictures already. */
final class PagesOfImages {
    private static final int DPI = 200;

    final List<Picture> stored = new ArrayList<>();

    PageRequest request(RgbImage image, ReadOptions options, Cancellation cancellation) {
        return new PageRequest(
                options,
                new ImagePage(image, DPI),
                cancellation,
                (page, pictures) -> stored.addAll(pictures),
                Instant.MAX,
                Activity.NONE);
    }

    PageRequest request(RgbImage image, ReadOptions options) {
        return request(image, options, new Cancellation());
    }

    static RgbImage read(Path file) throws IOException {
        return Pixels.onWhite(ImageIO.read(file.toFile()));
    }
}
