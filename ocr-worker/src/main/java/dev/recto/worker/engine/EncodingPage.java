package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A page in the vision towers, and the features of those of its views that have been through. */
final class EncodingPage {
    private final Sequence<Page> sequence;
    private final PreparedPage prepared;
    private final List<float[]> features;
    private int missing;

    EncodingPage(Sequence<Page> sequence) {
        this.sequence = sequence;
        prepared = sequence.payload().startEncoding();
        missing = prepared.views().size();
        features = new ArrayList<>(Collections.nCopies(missing, new float[0]));
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
        return executor.prompt(prepared, features);
    }
}
