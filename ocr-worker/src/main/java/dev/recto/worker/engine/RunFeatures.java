package dev.recto.worker.engine;

import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Features of one view, a part of what a run over several wrote, fp32 [cells, hidden].
 *
 * @param holders of any part of the run
 */
record RunFeatures(Tensor run, AtomicInteger holders, int first, int cells) implements Features {
    /** Takes over what a run wrote, [cells of all views, hidden]. Every image has the same number of features. */
    static List<Features> of(Tensor run, List<ImageView> views) {
        int images = views.stream().mapToInt(ImageView::images).sum();
        int each = Math.toIntExact(run.shape()[0]) / images;
        AtomicInteger holders = new AtomicInteger(views.size());
        List<Features> features = new ArrayList<>();
        int first = 0;
        for (ImageView view : views) {
            int cells = view.images() * each;
            features.add(new RunFeatures(run, holders, first, cells));
            first += cells;
        }
        return features;
    }

    /** A view of them. */
    Tensor tensor() {
        long hidden = run.shape()[1];
        return run.part(ElementType.FLOAT.sizeOf(first, hidden), ElementType.FLOAT, cells, hidden);
    }

    @Override
    public Features held() {
        holders.incrementAndGet();
        return this;
    }

    @Override
    public void close() {
        if (holders.decrementAndGet() == 0) {
            run.close();
        }
    }
}
