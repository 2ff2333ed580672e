package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.VisionInputs;
import dev.recto.worker.model.Architecture;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Device;
import dev.recto.worker.onnx.Numbers;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** From a page's pixels and token ids to the decoder's input. Thread-safe. */
final class PageEncoder {
    private final ModelSessions sessions;

    PageEncoder(ModelSessions sessions) {
        this.sessions = sessions;
    }

    /** Image features of each page; at most so many views share a run. */
    List<float[]> imageEmbeddings(List<PreparedPage> pages, int most) {
        List<ImageView> views =
                pages.stream().flatMap(page -> page.views().stream()).toList();
        Map<Integer, float[]> features = new HashMap<>();
        List<Integer> numbers = IntStream.range(0, views.size()).boxed().toList();
        for (List<Integer> batch :
                ViewBatches.of(numbers, number -> views.get(number).size(), most)) {
            List<float[]> each = features(batch.stream().map(views::get).toList(), new Stop());
            for (int i = 0; i < each.size(); i++) {
                features.put(batch.get(i), each.get(i));
            }
        }
        Iterator<float[]> inOrder = numbers.stream().map(features::get).toList().iterator();
        return pages.stream()
                .map(page -> imageEmbeddings(
                        page, page.views().stream().map(view -> inOrder.next()).toList()))
                .toList();
    }

    /** Image features in token order, [image tokens, hidden], from those of the page's views; a page of text has none. */
    float[] imageEmbeddings(PreparedPage page, List<float[]> features) {
        return page.views().isEmpty() ? new float[0] : sessions.architecture().arrange(page.views(), features);
    }

    /** Features of each view, [cells, hidden], from one run over images of one size. */
    List<float[]> features(List<ImageView> views, Stop stop) {
        if (views.stream().map(ImageView::size).distinct().count() != 1) {
            throw new IllegalArgumentException("views of different sizes");
        }
        try (VisionInputs inputs = sessions.architecture().inputs(views);
                Binding binding = sessions.vision().newBinding()) {
            inputs.tensors().forEach(binding::input);
            binding.output(Architecture.FEATURES, Device.HOST).run(stop);
            try (Tensor features = binding.outputs(Device.HOST).getFirst()) {
                return byView(features.data(), views);
            }
        }
    }

    /** Every image has the same number of features. */
    private static List<float[]> byView(MemorySegment features, List<ImageView> views) {
        int images = views.stream().mapToInt(ImageView::images).sum();
        long bytes = features.byteSize() / images;
        List<float[]> byView = new ArrayList<>();
        long from = 0;
        for (ImageView view : views) {
            byView.add(features.asSlice(from, view.images() * bytes).toArray(JAVA_FLOAT));
            from += view.images() * bytes;
        }
        return byView;
    }

    /** Token embeddings with the image features in the places of the image token, [tokens, hidden]. */
    float[] inputEmbeddings(PreparedPage page, float[] imageEmbeddings) {
        int hidden = sessions.shape().hiddenSize();
        int[] ids = page.inputIds();
        float[] embeddings = textEmbeddings(ids);
        int at = 0;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == page.imageTokenId()) {
                if (at + hidden > imageEmbeddings.length) {
                    throw new IllegalArgumentException("more image tokens than image features");
                }
                System.arraycopy(imageEmbeddings, at, embeddings, i * hidden, hidden);
                at += hidden;
            }
        }
        if (at != imageEmbeddings.length) {
            throw new IllegalArgumentException("fewer image tokens than image features");
        }
        return embeddings;
    }

    private float[] textEmbeddings(int[] ids) {
        long[] wide = java.util.Arrays.stream(ids).asLongStream().toArray();
        try (Tensor input = Tensor.of(wide, 1, wide.length);
                Binding binding = sessions.embedding().newBinding()) {
            binding.input(Architecture.IDS, input)
                    .output(DecoderGraph.EMBEDDINGS, Device.HOST)
                    .run();
            try (Tensor embeddings = binding.outputs(Device.HOST).getFirst()) {
                return Numbers.toFloats(embeddings);
            }
        }
    }

    /** The caller closes it. */
    Prompt prompt(PreparedPage page, float[] inputEmbeddings) {
        DecoderShape shape = sessions.shape();
        int tokens = page.inputIds().length;
        return new Prompt(
                Numbers.tensor(sessions.activations(), inputEmbeddings, 1, tokens, shape.hiddenSize()),
                Tensor.of(positions(page, tokens, shape.positionAxes()), tokens, shape.positionAxes()));
    }

    private static float[] positions(PreparedPage page, int tokens, int axes) {
        int[][] given = page.positions();
        float[] positions = new float[tokens * axes];
        for (int token = 0; token < tokens; token++) {
            for (int axis = 0; axis < axes; axis++) {
                positions[token * axes + axis] = given == null ? token : given[axis][token];
            }
        }
        return positions;
    }
}
