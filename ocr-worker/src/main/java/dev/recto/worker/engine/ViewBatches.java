package dev.recto.worker.engine;

import dev.recto.worker.model.ImageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which views share a run of the vision towers. */
final class ViewBatches {
    private ViewBatches() {}

    /**
     * Batches of at most so many views of one size. Every view is in one of them; batches come in the order of their first
     * views, and the views of a batch in the order given.
     *
     * @param <V> a view as the caller knows it
     */
    static <V> List<List<V>> of(List<V> views, Function<? super V, ImageView.Size> size, int most) {
        List<List<V>> batches = new ArrayList<>();
        Map<ImageView.Size, List<V>> open = new HashMap<>();
        for (V view : views) {
            List<V> batch = open.computeIfAbsent(size.apply(view), s -> added(batches));
            batch.add(view);
            if (batch.size() == most) {
                open.remove(size.apply(view));
            }
        }
        return batches;
    }

    private static <V> List<V> added(List<List<V>> batches) {
        List<V> batch = new ArrayList<>();
        batches.add(batch);
        return batch;
    }
}
