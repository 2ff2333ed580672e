package dev.recto.worker.serving;

import dev.recto.model.PageFlag;
import dev.recto.tracing.Activity;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Detector;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.regions.Region;
import dev.recto.worker.regions.RegionFilter;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Finds the regions of pages, one page at a time: a run takes all threads that it was given. */
final class PageLayout implements RegionFinder {
    private final Detector detector;
    private final double threshold;
    private final LayoutMeters meters;
    private final ReentrantLock running = new ReentrantLock();

    /** @param threshold least score of a detection, from 0 to 1 */
    PageLayout(Detector detector, double threshold, LayoutMeters meters) {
        this.detector = detector;
        this.threshold = threshold;
        this.meters = meters;
    }

    @Override
    public List<Region> regions(RgbImage page, Cancellation cancellation, Activity activity) {
        Stop stop = new Stop();
        cancellation.onRequest(stop::request);
        running.lock();
        try {
            stop.throwIfRequested();
            Instant began = Instant.now();
            List<Detection> found = detector.detect(page, threshold, stop);
            Instant ended = Instant.now();
            meters.detected(began, ended);
            activity.child("layout", began).end(ended);
            return new RegionFilter(page.width(), page.height()).regions(found);
        } finally {
            running.unlock();
        }
    }

    @Override
    public Set<PageFlag> flags() {
        return detector.multipliesBytes() ? Set.of(PageFlag.INT8_LAYOUT) : Set.of();
    }

    @Override
    public void close() {
        detector.close();
    }
}
