package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;

/** A session executor's, in main memory: embeddings [1, tokens, hidden] and positions [tokens, axes]. */
record Prompt(Tensor embeddings, Tensor positions) implements EncodedPrompt {
    int tokens() {
        return Math.toIntExact(embeddings.shape()[1]);
    }

    /** A view of successive embeddings, [1, count, hidden]. */
    Tensor embeddings(DecoderShape shape, int from, int count) {
        ElementType type = embeddings.type();
        return embeddings.part(type.sizeOf(from, shape.hiddenSize()), type, 1, count, shape.hiddenSize());
    }

    /** A view of successive positions, [count, axes]. */
    Tensor positions(DecoderShape shape, int from, int count) {
        int axes = shape.positionAxes();
        return positions.part(ElementType.FLOAT.sizeOf(from, axes), ElementType.FLOAT, count, axes);
    }

    @Override
    public void close() {
        embeddings.close();
        positions.close();
    }
}
