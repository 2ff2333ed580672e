package dev.recto.worker.regions;

import dev.recto.model.Box;
import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Detection.Bounds;
import dev.recto.worker.detector.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The authors' rules for which detections are regions: each place once, no part of what is read whole. */
public final class RegionFilter {
    private static final double SAME_LABEL = 0.6;
    private static final double OTHER_LABEL = 0.98;
    private static final double WHOLE_LANDSCAPE_PAGE = 0.82;
    private static final double WHOLE_PAGE = 0.93;

    /** Stand by themselves wherever they lie. */
    private static final Set<Label> NEVER_INNER = EnumSet.of(Label.IMAGE, Label.SEAL, Label.CHART);

    private final int width;
    private final int height;

    /** For a page of that size in pixels. */
    public RegionFilter(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** In reading order, those to be left out included. */
    public List<Region> regions(List<Detection> detections) {
        return withoutParts(withoutWholePages(withoutDoubles(detections))).stream()
                .sorted(Comparator.comparingInt(Detection::order))
                .flatMap(this::region)
                .toList();
    }

    private static List<Detection> withoutDoubles(List<Detection> detections) {
        List<Detection> kept = new ArrayList<>();
        detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .filter(detection -> kept.stream().noneMatch(better -> isDouble(better, detection)))
                .forEachOrdered(kept::add);
        return kept;
    }

    private static boolean isDouble(Detection better, Detection detection) {
        double most = better.label() == detection.label() ? SAME_LABEL : OTHER_LABEL;
        return Overlap.ofUnion(better.bounds(), detection.bounds()) >= most;
    }

    private List<Detection> withoutWholePages(List<Detection> detections) {
        List<Detection> kept =
                detections.stream().filter(detection -> !isWholePage(detection)).toList();
        return kept.isEmpty() ? detections : kept;
    }

    private boolean isWholePage(Detection detection) {
        Bounds box = detection.bounds();
        double area = (Math.min(width, box.right()) - Math.max(0, box.left()))
                * (Math.min(height, box.bottom()) - Math.max(0, box.top()));
        double most = width > height ? WHOLE_LANDSCAPE_PAGE : WHOLE_PAGE;
        return detection.label() == Label.IMAGE && area > most * ((double) width * height);
    }

    private static List<Detection> withoutParts(List<Detection> detections) {
        return detections.stream()
                .filter(detection -> !isPart(detection, detections) && !isFrame(detection, detections))
                .toList();
    }

    private static boolean isPart(Detection inner, List<Detection> all) {
        return !NEVER_INNER.contains(inner.label())
                && all.stream().anyMatch(outer -> outer.label() != Label.REFERENCE && isInside(inner, outer));
    }

    /** Around a list of references, which goes for its parts. */
    private static boolean isFrame(Detection outer, List<Detection> all) {
        return all.stream().anyMatch(inner -> inner.label() == Label.REFERENCE && isInside(inner, outer))
                && !(outer.label() == Label.REFERENCE && all.stream().anyMatch(other -> isInside(outer, other)));
    }

    private static boolean isInside(Detection inner, Detection outer) {
        return inner != outer && Overlap.isInside(inner.bounds(), outer.bounds());
    }

    private Stream<Region> region(Detection detection) {
        double left = Math.clamp(detection.bounds().left(), 0, width);
        double top = Math.clamp(detection.bounds().top(), 0, height);
        double right = Math.clamp(detection.bounds().right(), 0, width);
        double bottom = Math.clamp(detection.bounds().bottom(), 0, height);
        if (left >= right || top >= bottom) {
            return Stream.empty();
        }
        Box box = new Box((int) left, (int) top, (int) right, (int) bottom);
        return Stream.of(Region.of(detection, box, width, height));
    }
}
