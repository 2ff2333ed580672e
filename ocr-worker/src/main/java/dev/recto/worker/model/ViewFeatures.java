package dev.recto.worker.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Features of a page's views, kept from its first question for those that follow. Thread-safe. */
public final class ViewFeatures {
    private volatile @Nullable List<float[]> each;

    public void keep(List<float[]> features) {
        each = List.copyOf(features);
    }

    /** Empty until the page has been through the vision towers. */
    public Optional<List<float[]>> kept() {
        return Optional.ofNullable(each);
    }
}
