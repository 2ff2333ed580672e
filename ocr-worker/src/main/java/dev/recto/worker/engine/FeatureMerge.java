package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.MergeGraph;
import dev.recto.worker.model.FeatureOrder;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Puts image features in the places of a prompt's image tokens, where both lie. */
record FeatureMerge(Session session) {
    /**
     * @param places of the image tokens
     * @param sources of features, each fp32 [cells, hidden]
     */
    void run(Prompt prompt, int[] places, FeatureOrder order, List<Tensor> sources) {
        if (order.size() != places.length) {
            throw new IllegalArgumentException(
                    (order.size() < places.length ? "more" : "fewer") + " image tokens than image features");
        }
        for (int source = 0; source < sources.size(); source++) {
            run(prompt, places, order, source, sources.get(source));
        }
    }

    private void run(Prompt prompt, int[] places, FeatureOrder order, int source, Tensor features) {
        LongStream.Builder cells = LongStream.builder();
        LongStream.Builder taken = LongStream.builder();
        int next = 0;
        for (FeatureOrder.Run run : order.runs()) {
            if (run.source() == source) {
                LongStream.range(run.first(), run.first() + run.count()).forEach(cells::add);
                Arrays.stream(places, next, next + run.count()).forEach(taken::add);
            }
            next += run.count();
        }
        long[] rows = cells.build().toArray();
        if (rows.length == 0) {
            return;
        }
        try (Tensor embeddings = prompt.rows();
                Tensor chosen = Tensor.of(rows, rows.length);
                Tensor at = Tensor.of(taken.build().toArray(), rows.length, 1);
                Binding binding = session.newBinding()) {
            binding.input(DecoderGraph.EMBEDDINGS, embeddings)
                    .input(MergeGraph.FEATURES, features)
                    .input(MergeGraph.CELLS, chosen)
                    .input(MergeGraph.PLACES, at)
                    .output(MergeGraph.MERGED, embeddings)
                    .run();
        }
    }
}
