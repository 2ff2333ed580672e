package dev.recto.api.ocr.answer;

import dev.recto.api.ocr.docx.Drawing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pixels of a page's pictures and of those of the page before, from which a block may still come. */
final class RecentPictures {
    private static final String PREFIX = "data:image/jpeg;base64,";

    private Map<String, Drawing> pictures = Map.of();
    private Map<String, Drawing> before = Map.of();

    void next(OcrPage page) {
        before = pictures;
        pictures = new HashMap<>();
        for (OcrPage.Image image : page.images()) {
            String pixels = image.imageBase64();
            if (pixels != null && pixels.startsWith(PREFIX)) {
                pictures.put(
                        image.id(),
                        new Drawing(
                                pixels.substring(PREFIX.length()),
                                image.dimensions().width(),
                                image.dimensions().height(),
                                page.dimensions().dpi()));
            }
        }
    }

    Optional<Drawing> find(String name) {
        return Optional.ofNullable(pictures.getOrDefault(name, before.get(name)));
    }
}
