package dev.recto.worker.engine;

import dev.recto.worker.model.FeatureOrder;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Numbers;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import dev.recto.worker.onnx.TensorCopy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What pages are on their way to the decoder, in main memory, for whoever wants to look at it. */
record VisibleStages(ModelSessions sessions, PageEncoder encoder) {
    /** Image features of each page, in token order; at most so many views share a run. */
    List<float[]> imageEmbeddings(List<PreparedPage> pages, int most) {
        List<ImageView> views =
                pages.stream().flatMap(page -> page.views().stream()).toList();
        Features[] features = new Features[views.size()];
        try (Resources all = Resources.none()) {
            List<Integer> numbers = IntStream.range(0, views.size()).boxed().toList();
            for (List<Integer> batch :
                    ViewBatches.of(numbers, number -> views.get(number).size(), most)) {
                List<Features> each =
                        encoder.features(batch.stream().map(views::get).toList(), new Stop());
                for (int i = 0; i < each.size(); i++) {
                    features[batch.get(i)] = all.keep(each.get(i));
                }
            }
            int[] next = {0};
            return pages.stream()
                    .map(page -> {
                        int first = next[0];
                        next[0] += page.views().size();
                        return imageEmbeddings(page, Arrays.asList(features).subList(first, next[0]));
                    })
                    .toList();
        }
    }

    private float[] imageEmbeddings(PreparedPage page, List<Features> features) {
        int hidden = sessions.shape().hiddenSize();
        try (Resources views = Resources.none()) {
            List<Tensor> sources = PageEncoder.sources(features, views);
            FeatureOrder order = encoder.order(page, sources);
            List<float[]> values =
                    encoder.withOwn(sources, views).stream().map(this::floats).toList();
            float[] arranged = new float[order.size() * hidden];
            int at = 0;
            for (FeatureOrder.Run run : order.runs()) {
                int count = run.count() * hidden;
                System.arraycopy(values.get(run.source()), run.first() * hidden, arranged, at, count);
                at += count;
            }
            return arranged;
        }
    }

    /** Token embeddings with image features in the places of the image token, [tokens, hidden]. */
    float[] inputEmbeddings(PreparedPage page, float[] imageEmbeddings) {
        int hidden = sessions.shape().hiddenSize();
        try (Tensor features = Tensor.of(imageEmbeddings, imageEmbeddings.length / hidden, hidden);
                Prompt prompt = encoder.prompt(page, features)) {
            return floats(prompt.embeddings());
        }
    }

    /** The decoder's input of such; the caller closes it. */
    Prompt prompt(PreparedPage page, float[] inputEmbeddings) {
        int tokens = page.inputIds().length;
        int hidden = sessions.shape().hiddenSize();
        Prompt prompt = Prompt.allocate(sessions, tokens);
        try (Tensor given = Numbers.tensor(sessions.activations(), inputEmbeddings, 1, tokens, hidden);
                TensorCopy copy = sessions.environment().newCopy(given, prompt.embeddings())) {
            copy.run();
            encoder.position(page, prompt);
            return prompt;
        } catch (RuntimeException | Error e) {
            prompt.close();
            throw e;
        }
    }

    private float[] floats(Tensor tensor) {
        if (tensor.isOnHost()) {
            return Numbers.toFloats(tensor);
        }
        try (Tensor host = Tensor.allocate(Allocator.host(), tensor.type(), tensor.shape());
                TensorCopy copy = sessions.environment().newCopy(tensor, host)) {
            copy.run();
            return Numbers.toFloats(host);
        }
    }
}
