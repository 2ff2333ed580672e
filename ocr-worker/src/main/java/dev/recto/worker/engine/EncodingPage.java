package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.ViewFeatures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A page in the vision towers, and the features of those of its views that have been through. */
final class EncodingPage {
    private final Sequence<Page> sequence;
    private final PreparedPage prepared;
    private final List<float[]> features;
    private int missing;

    EncodingPage(Sequence<Page> sequence) {
        this.sequence = sequence;
        prepared = sequence.payload().startEncoding();
        int views = prepared.views().size();
        Optional<List<float[]>> known = Optional.ofNullable(prepared.features())
                .flatMap(ViewFeatures::kept)
                .filter(each -> each.size() == views);
        missing = known.isPresent() ? 0 : views;
        features = new ArrayList<>(known.orElseGet(() -> Collections.nCopies(views, new float[0])));
    }

    /** One of its views. */
    record View(EncodingPage page, int index, ImageView image, ImageView.Size size) {
        void encoded(float[] viewFeatures) {
            page.features.set(index, viewFeatures);
            page.missing--;
        }
    }

    /** Fails where a view has no proper shape. */
    List<View> views() {
        List<View> views = new ArrayList<>();
        for (ImageView image : prepared.views()) {
            views.add(new View(this, views.size(), image, image.size()));
        }
        return views;
    }

    Sequence<Page> sequence() {
        return sequence;
    }

    /** Whether all views have been through. */
    boolean complete() {
        return missing == 0;
    }

    EncodedPrompt prompt(StepExecutor executor) {
        ViewFeatures kept = prepared.features();
        if (kept != null) {
            kept.keep(features);
        }
        return executor.prompt(prepared, features);
    }
}
