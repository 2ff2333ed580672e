package dev.recto.tools.specimen;

import dev.recto.worker.detector.Detection;
import dev.recto.worker.detector.Label;

/** A region as it was drawn, in pixels of the page. */
public record TrueRegion(Label label, double left, double top, double right, double bottom) {
    /** Around both. */
    TrueRegion with(double otherLeft, double otherTop, double otherRight, double otherBottom) {
        return new TrueRegion(
                label,
                Math.min(left, otherLeft),
                Math.min(top, otherTop),
                Math.max(right, otherRight),
                Math.max(bottom, otherBottom));
    }

    /** As if a detector were sure of it, on a page with so much more around it. */
    Detection detection(int order, double across, double down) {
        return new Detection(
                order, label, 1, order, new Detection.Bounds(left + across, top + down, right + across, bottom + down));
    }
}
