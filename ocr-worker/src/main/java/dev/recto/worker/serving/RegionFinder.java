package dev.recto.worker.serving;

import dev.recto.model.PageFlag;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.regions.Region;
import java.util.List;
import java.util.Set;

/** Says of what regions a page consists. */
interface RegionFinder extends AutoCloseable {
    /**
     * Blocks. In reading order, those to be left out included.
     *
     * @throws java.util.concurrent.CancellationException when nobody waits for the page any more
     */
    List<Region> regions(RgbImage page, Cancellation cancellation, Activity activity);

    /** What is to be known of pages whose regions it has found. */
    default Set<PageFlag> flags() {
        return Set.of();
    }

    @Override
    void close();
}
