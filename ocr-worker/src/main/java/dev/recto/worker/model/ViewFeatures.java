package dev.recto.worker.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Features of a page's views, kept from its first question for those that follow, until it is closed. Thread-safe. */
public final class ViewFeatures implements AutoCloseable {
    private @Nullable List<Features> each;
    private boolean closed;

    public synchronized void keep(List<Features> features) {
        if (each == null && !closed) {
            each = held(features);
        }
    }

    /** Whoever asks closes them. Empty until the page has been through the vision towers. */
    public synchronized Optional<List<Features>> kept() {
        return Optional.ofNullable(each).map(ViewFeatures::held);
    }

    private static List<Features> held(List<Features> features) {
        return features.stream().map(Features::held).toList();
    }

    /** A question that is still being encoded keeps nothing here any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (each != null) {
            each.forEach(Features::close);
            each = null;
        }
    }
}
