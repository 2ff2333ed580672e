package dev.recto.worker.tesseract;

import dev.recto.model.PageFlag;
import dev.recto.tracing.Activity;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.regions.RegionFinder;
import dev.recto.worker.scan.Skew;
import dev.recto.worker.scan.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Has the regions of one page found: in its colours, as detectors are trained to see pages, but level, as it is read.
 *
 * @param finder empty where Tesseract lays pages out itself
 */
record RegionSearch(Optional<RegionFinder> finder, Cancellation cancellation, Activity activity) {
    /** None where the page is to be read whole: nothing of it was found but furniture. */
    List<PageRegion> regions(RgbImage page, Turn turn, Skew skew) {
        List<PageRegion> regions =
                finder.map(layout -> found(layout, skew.apply(turn.apply(page)))).orElse(List.of()).stream()
                        .filter(PageRegion::isRead)
                        .toList();
        return regions.stream().anyMatch(PageRegion::isOfThePage) ? regions : List.of();
    }

    /** What is to be known of a page that was read so. */
    Set<PageFlag> flags(Recognition read) {
        return read instanceof Recognition.InParts
                ? finder.map(RegionFinder::flags).orElse(Set.of())
                : Set.of();
    }

    private List<PageRegion> found(RegionFinder layout, RgbImage level) {
        Stop stop = new Stop();
        cancellation.onRequest(stop::request);
        try {
            return layout.regions(level, stop, activity).stream()
                    .map(PageRegion::new)
                    .toList();
        } catch (CancellationException e) {
            cancellation.throwIfRequested();
            throw e;
        }
    }
}
