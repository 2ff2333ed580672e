package dev.recto.worker.engine;

import dev.recto.worker.decode.Sequence;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.model.ViewFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A page in the vision towers, and the features of those of its views that have been through. */
final class EncodingPage implements AutoCloseable {
    private final Sequence<Page> sequence;
    private final PreparedPage prepared;

    /** By number of the view. */
    private final Map<Integer, Features> features = new TreeMap<>();

    EncodingPage(Sequence<Page> sequence) {
        this.sequence = sequence;
        prepared = sequence.payload().startEncoding();
        Optional.ofNullable(prepared.features()).flatMap(ViewFeatures::kept).ifPresent(this::take);
    }

    private void take(List<Features> kept) {
        kept.forEach(view -> features.put(features.size(), view));
        if (!complete()) {
            close();
        }
    }

    /** One of its views. */
    record View(EncodingPage page, int index, ImageView image, ImageView.Size size) {
        /** Hands over what has become of it. */
        void encoded(Features viewFeatures) {
            page.features.put(index, viewFeatures);
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
        return features.size() == prepared.views().size();
    }

    EncodedPrompt prompt(StepExecutor executor) {
        List<Features> each = List.copyOf(features.values());
        ViewFeatures kept = prepared.features();
        if (kept != null) {
            kept.keep(each);
        }
        return executor.prompt(prepared, each);
    }

    /** Lets go of the features. */
    @Override
    public void close() {
        features.values().forEach(Features::close);
        features.clear();
    }
}
