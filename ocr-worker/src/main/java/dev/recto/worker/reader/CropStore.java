package dev.recto.worker.reader;

import dev.recto.model.Picture;
import dev.recto.worker.image.RgbImage;
import java.util.List;

/** Keeps the pixels of a page's pictures; does nothing when the caller did not ask for them. */
public interface CropStore {
    /** Cuts each picture's box out of the page, encodes and stores it. Blocks: a reading is complete only after this is. */
    void store(RgbImage page, List<Picture> pictures);
}
