package dev.recto.worker.reader;

import dev.recto.model.Picture;
import dev.recto.worker.image.RgbImage;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps the pixels of a page's pictures; does nothing when the caller did not ask for them. */
public interface CropStore {
    /** Cuts each picture's box out of the page, encodes and stores it. A reading is complete only after this is. */
    CompletionStage<Void> store(RgbImage page, List<Picture> pictures);
}
