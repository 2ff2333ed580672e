package dev.recto.worker.regions;

import dev.recto.model.PageFlag;
import dev.recto.tracing.Activity;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Detector;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.graph.Precision;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.onnx.ProviderException;
import dev.recto.worker.onnx.Stop;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Finds the regions of pages, one page at a time: a run takes all threads that it was given. */
public final class PageLayout implements RegionFinder {
    private static final Logger LOG = Logger.getLogger(PageLayout.class);

    private final Detector detector;
    private final double threshold;
    private final Timer timer;
    private final ReentrantLock running = new ReentrantLock();

    private PageLayout(Detector detector, double threshold, Timer timer) {
        this.detector = detector;
        this.threshold = threshold;
        this.timer = timer;
    }

    /**
     * The same with its matrices and kernels kept so.
     *
     * @throws ProviderException if a detector has no such weights there
     */
    public static ModelOptions withWeights(ModelOptions options, Precision weights) {
        boolean cuda = options.cuda() != null;
        Set<Precision> all =
                cuda ? EnumSet.of(Precision.BF16, Precision.FP16) : EnumSet.of(Precision.FP32, Precision.INT8);
        if (!all.contains(weights)) {
            throw new ProviderException("weights of the layout detector are one of %s on %s, and not %s"
                    .formatted(all, cuda ? "CUDA" : "a CPU", weights));
        }
        return options.withPrecision(weights);
    }

    /**
     * @param threshold least score of a detection, from 0 to 1
     * @param timer of a page through the detector
     * @throws dev.recto.worker.snapshot.SnapshotException if the detector's snapshot can't be used
     */
    public static PageLayout open(Path snapshot, ModelOptions options, double threshold, Timer timer) {
        Detector detector = Detector.open(snapshot, options);
        if (options.cuda() == null && options.precision() == Precision.INT8 && !detector.multipliesBytes()) {
            LOG.warn("This processor has no products of bytes: the layout detector computes in fp32, not in int8");
        }
        return new PageLayout(detector, threshold, timer);
    }

    @Override
    public List<Region> regions(RgbImage page, Stop stop, Activity activity) {
        running.lock();
        try {
            stop.throwIfRequested();
            Instant began = Instant.now();
            List<Detection> found = detector.detect(page, threshold, stop);
            Instant ended = Instant.now();
            timer.record(Duration.between(began, ended));
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
