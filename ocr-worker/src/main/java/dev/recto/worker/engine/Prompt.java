package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;

/** A session executor's, where its model computes: embeddings [1, tokens, hidden] and positions [tokens, axes]. */
final class Prompt implements EncodedPrompt {
    private final Resources resources;
    private final DecoderShape shape;
    private final Tensor embeddings;
    private final Mirror positions;
    private final int tokens;

    /** With memory of the token embedding's session, which is not cleared. */
    static Prompt allocate(ModelSessions sessions, int tokens) {
        return Resources.owned(resources -> new Prompt(resources, sessions, tokens));
    }

    private Prompt(Resources resources, ModelSessions sessions, int tokens) {
        this.resources = resources;
        this.tokens = tokens;
        shape = sessions.shape();
        Allocator allocator = resources.keep(sessions.embedding().newAllocator());
        embeddings = resources.keep(Tensor.allocate(allocator, sessions.activations(), 1, tokens, shape.hiddenSize()));
        positions = resources.keep(Mirror.allocate(
                sessions.environment(), allocator, ElementType.FLOAT.sizeOf(tokens, shape.positionAxes())));
    }

    int tokens() {
        return tokens;
    }

    Tensor embeddings() {
        return embeddings;
    }

    /** A view of all embeddings as rows, [tokens, hidden]. */
    Tensor rows() {
        return embeddings.part(0, embeddings.type(), tokens, shape.hiddenSize());
    }

    /** A view of successive embeddings, [1, count, hidden]. */
    Tensor embeddings(int from, int count) {
        ElementType type = embeddings.type();
        return embeddings.part(type.sizeOf(from, shape.hiddenSize()), type, 1, count, shape.hiddenSize());
    }

    /** Of all tokens; to be uploaded when they are written. */
    Mirror positions() {
        return positions;
    }

    /** A view of successive positions, [count, axes]. */
    Tensor positions(int from, int count) {
        int axes = shape.positionAxes();
        return positions.part(ElementType.FLOAT.sizeOf(from, axes), ElementType.FLOAT, count, axes);
    }

    @Override
    public void close() {
        resources.close();
    }
}
