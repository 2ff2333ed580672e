package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.FeatureOrder;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** From a page's pixels and token ids to the decoder's input, all of it where the model computes. Thread-safe. */
final class PageEncoder {
    private final ModelSessions sessions;
    private final FeatureMerge merge;

    PageEncoder(ModelSessions sessions) {
        this.sessions = sessions;
        merge = new FeatureMerge(sessions.merge());
    }

    /** Features of each view from one run over images of one size; the caller closes them. */
    List<Features> features(List<ImageView> views, Stop stop) {
        if (views.stream().map(ImageView::size).distinct().count() != 1) {
            throw new IllegalArgumentException("views of different sizes");
        }
        Session vision = sessions.vision();
        try (VisionInputs inputs = sessions.architecture().inputs(views);
                Binding binding = vision.newBinding()) {
            inputs.tensors().forEach(binding::input);
            binding.output(Architecture.FEATURES, vision.device()).run(stop);
            return RunFeatures.of(binding.outputs(vision.device()).getFirst(), views);
        }
    }

    /** Token embeddings with the features in the places of the image token; the caller closes it. */
    Prompt prompt(PreparedPage page, List<Features> features) {
        return filled(page, prompt -> {
            Resources views = Resources.none();
            try (views) {
                List<Tensor> sources = sources(features, views);
                merge.run(prompt, places(page), order(page, sources), withOwn(sources, views));
            }
        });
    }

    /** The same of features in token order, fp32 [image tokens, hidden]. */
    Prompt prompt(PreparedPage page, Tensor inOrder) {
        FeatureOrder order = new FeatureOrder().add(0, 0, Math.toIntExact(inOrder.shape()[0]));
        return filled(page, prompt -> merge.run(prompt, places(page), order, List.of(inOrder)));
    }

    /** In which order features, each [cells, hidden], take the places of image tokens. */
    FeatureOrder order(PreparedPage page, List<Tensor> features) {
        List<Integer> cells =
                features.stream().map(view -> Math.toIntExact(view.shape()[0])).toList();
        return page.views().isEmpty()
                ? new FeatureOrder()
                : sessions.architecture().order(page.views(), cells);
    }

    /** Views of features. */
    static List<Tensor> sources(List<Features> features, Resources views) {
        return features.stream()
                .map(view -> views.keep(((RunFeatures) view).tensor()))
                .toList();
    }

    /** And behind them those that a family has of its own. */
    List<Tensor> withOwn(List<Tensor> sources, Resources views) {
        float[] own = sessions.architecture().ownFeatures();
        if (own.length == 0) {
            return sources;
        }
        int hidden = sessions.shape().hiddenSize();
        List<Tensor> all = new ArrayList<>(sources);
        all.add(views.keep(Tensor.of(own, own.length / hidden, hidden)));
        return all;
    }

    private static int[] places(PreparedPage page) {
        int[] ids = page.inputIds();
        return IntStream.range(0, ids.length)
                .filter(place -> ids[place] == page.imageTokenId())
                .toArray();
    }

    private interface Filling {
        void of(Prompt prompt);
    }

    private Prompt filled(PreparedPage page, Filling filling) {
        Prompt prompt = Prompt.allocate(sessions, page.inputIds().length);
        try {
            embed(page, prompt);
            filling.of(prompt);
            position(page, prompt);
            return prompt;
        } catch (RuntimeException | Error e) {
            prompt.close();
            throw e;
        }
    }

    private void embed(PreparedPage page, Prompt prompt) {
        long[] ids = Arrays.stream(page.inputIds()).asLongStream().toArray();
        try (Tensor input = Tensor.of(ids, 1, ids.length);
                Binding binding = sessions.embedding().newBinding()) {
            binding.input(Architecture.IDS, input)
                    .output(DecoderGraph.EMBEDDINGS, prompt.embeddings())
                    .run();
        }
    }

    void position(PreparedPage page, Prompt prompt) {
        int[][] given = page.positions();
        int axes = sessions.shape().positionAxes();
        for (int token = 0; token < prompt.tokens(); token++) {
            for (int axis = 0; axis < axes; axis++) {
                float position = given == null ? token : given[axis][token];
                prompt.positions().data().setAtIndex(JAVA_FLOAT, (long) token * axes + axis, position);
            }
        }
        prompt.positions().upload();
    }
}
