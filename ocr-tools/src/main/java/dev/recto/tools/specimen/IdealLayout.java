package dev.recto.tools.specimen;

import dev.recto.tracing.Activity;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import dev.recto.worker.regions.RegionFinder;
import java.util.ArrayList;
import java.util.List;

/**
 * A detector that knows what was drawn: the bound of what any could do for whoever reads the regions. A page that was turned level
 * has the same middle as the one that was drawn; of a page that lies on its side it says nothing.
 */
public final class IdealLayout implements RegionFinder {
    private volatile List<TrueRegion> regions = List.of();
    private volatile int width;
    private volatile int height;

    /** The page that it is asked about next: it was drawn upright, however it lies now. */
    public void show(RgbImage page, List<TrueRegion> drawn) {
        width = Math.min(page.width(), page.height());
        height = Math.max(page.width(), page.height());
        regions = drawn;
    }

    @Override
    public List<Region> regions(RgbImage page, Stop stop, Activity activity) {
        if (page.width() > page.height()) {
            return List.of();
        }
        List<Detection> detections = new ArrayList<>();
        for (TrueRegion region : regions) {
            detections.add(
                    region.detection(detections.size(), (page.width() - width) / 2.0, (page.height() - height) / 2.0));
        }
        return new RegionFilter(page.width(), page.height()).regions(detections);
    }

    @Override
    public void close() {}
}
