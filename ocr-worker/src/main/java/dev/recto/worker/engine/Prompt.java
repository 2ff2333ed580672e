package dev.recto.worker.engine;

import dev.recto.worker.onnx.Tensor;

/** A session executor's, in main memory: embeddings [1, tokens, hidden] and positions [tokens, axes]. */
record Prompt(Tensor embeddings, Tensor positions) implements EncodedPrompt {
    int tokens() {
        return Math.toIntExact(embeddings.shape()[1]);
    }

    @Override
    public void close() {
        embeddings.close();
        positions.close();
    }
}
