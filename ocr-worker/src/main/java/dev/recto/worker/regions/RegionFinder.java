package dev.recto.worker.regions;

import dev.recto.model.PageFlag;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import java.util.List;
import java.util.Set;

/** Says of what regions a page consists. Thread-safe. */
public interface RegionFinder extends AutoCloseable {
    /**
     * Blocks. In reading order, those to be left out included.
     *
     * @throws java.util.concurrent.CancellationException when it was stopped, since nobody waits for the page any more
     */
    List<Region> regions(RgbImage page, Stop stop, Activity activity);

    /** What is to be known of pages whose regions it has found. */
    default Set<PageFlag> flags() {
        return Set.of();
    }

    @Override
    void close();
}
