package dev.recto.tools.verify;

import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.snapshot.SnapshotJson;
import java.util.List;

/** Detections in JSON. */
final class DetectionTables {
    /** A logit may be off by 2e-3, which moves a score by a quarter of that at most; a side of a box by 1e-4 of the page's. */
    private static final double SCORE = 5e-4;

    private static final double SHARE = 1e-4;

    private DetectionTables() {}

    static Detection read(SnapshotJson json) {
        double[] box = json.numbers("box");
        return new Detection(
                json.integer("query", 0),
                Label.values()[json.integer("label_id")],
                json.numbers("score")[0],
                json.integer("order"),
                new Detection.Bounds(box[0], box[1], box[2], box[3]));
    }

    static Difference difference(List<SnapshotJson> expected, List<Detection> actual, RgbImage page) {
        if (expected.size() != actual.size()) {
            return Difference.problem(actual.size() + " detections, not " + expected.size());
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!isSame(read(expected.get(i)), actual.get(i), page)) {
                return Difference.problem("is " + actual.get(i) + ", not " + read(expected.get(i)));
            }
        }
        return new Difference(true, "equal, " + actual.size() + " detections");
    }

    private static boolean isSame(Detection a, Detection b, RgbImage page) {
        double across = SHARE * page.width();
        double down = SHARE * page.height();
        return a.query() == b.query()
                && a.label() == b.label()
                && a.order() == b.order()
                && Math.abs(a.score() - b.score()) <= SCORE
                && Math.abs(a.bounds().left() - b.bounds().left()) <= across
                && Math.abs(a.bounds().right() - b.bounds().right()) <= across
                && Math.abs(a.bounds().top() - b.bounds().top()) <= down
                && Math.abs(a.bounds().bottom() - b.bounds().bottom()) <= down;
    }
}
