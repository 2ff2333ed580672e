package dev.recto.worker.tesseract;

import dev.recto.worker.scan.GrayImage;
import java.util.List;

/**
 * A copy of a page that is ready to be read.
 *
 * @param regions that it is read by, in reading order; where there are none it is read whole
 */
record LevelPage(GrayImage image, List<PageRegion> regions) {
    boolean isReadByRegions() {
        return !regions.isEmpty();
    }
}
