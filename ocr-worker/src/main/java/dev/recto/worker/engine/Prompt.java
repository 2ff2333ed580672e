package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import java.util.stream.LongStream;

/** A session executor's, in main memory: embeddings [1, tokens, hidden] and positions [tokens, axes]. */
record Prompt(Tensor embeddings, Tensor positions) implements EncodedPrompt {
    int tokens() {
        return Math.toIntExact(embeddings.shape()[1]);
    }

    /**
     * Binds what a run over successive places reads; the views are kept for who owns the binding.
     *
     * @param behind how far behind its place an embedding is: 0 but for a draft layer
     */
    void bind(Binding binding, DecoderShape shape, int from, int behind, int count, Resources views) {
        ElementType type = embeddings.type();
        int axes = shape.positionAxes();
        long offset = type.sizeOf(from + behind, shape.hiddenSize());
        Tensor part = embeddings.part(offset, type, 1, count, shape.hiddenSize());
        Tensor places = positions.part(ElementType.FLOAT.sizeOf(from, axes), ElementType.FLOAT, count, axes);
        binding.input(DecoderGraph.EMBEDDINGS, views.keep(part))
                .input(DecoderGraph.POSITIONS, views.keep(places))
                .input(
                        DecoderGraph.ROWS,
                        views.keep(Tensor.of(LongStream.range(0, count).toArray(), 1, count)))
                .input(DecoderGraph.LENGTHS, views.keep(Tensor.of(new int[] {from + count - 1}, 1)))
                .input(DecoderGraph.TOTAL, views.keep(Tensor.of(new int[] {from + count})));
    }

    @Override
    public void close() {
        embeddings.close();
        positions.close();
    }
}
