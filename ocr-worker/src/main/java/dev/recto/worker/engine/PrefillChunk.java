package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import java.util.stream.LongStream;

/** One run of the decoder that appends successive tokens of a prompt to one slot. */
final class PrefillChunk implements AutoCloseable {
    private final Resources resources;
    private final Resources views;
    private final Binding binding;

    static PrefillChunk bind(
            ModelSessions sessions,
            KeyValueCache cache,
            Outputs outputs,
            int slot,
            Prompt prompt,
            int from,
            int count) {
        if (from < 0 || count < 1 || from + count > Math.min(prompt.tokens(), cache.slotTokens())) {
            throw new IllegalArgumentException("no such part of the prompt");
        }
        return Resources.owned(resources -> {
            PrefillChunk chunk = new PrefillChunk(resources, sessions);
            chunk.bindPart(sessions.shape(), prompt, from, count);
            cache.bind(chunk.binding, slot, 1, chunk.views);
            outputs.bind(chunk.binding, slot, 1, chunk.views);
            return chunk;
        });
    }

    private PrefillChunk(Resources resources, ModelSessions sessions) {
        this.resources = resources;
        // INVARIANT: views are closed after the binding that they are bound to.
        views = resources.keep(Resources.none());
        binding = resources.keep(sessions.decoder().newBinding());
    }

    private void bindPart(DecoderShape shape, Prompt prompt, int from, int count) {
        ElementType type = prompt.embeddings().type();
        int axes = shape.positionAxes();
        input(
                DecoderGraph.EMBEDDINGS,
                prompt.embeddings().part(type.sizeOf(from, shape.hiddenSize()), type, 1, count, shape.hiddenSize()));
        input(
                DecoderGraph.POSITIONS,
                prompt.positions().part(ElementType.FLOAT.sizeOf(from, axes), ElementType.FLOAT, count, axes));
        input(DecoderGraph.ROWS, Tensor.of(LongStream.range(0, count).toArray(), 1, count));
        input(DecoderGraph.LENGTHS, Tensor.of(new int[] {from + count - 1}, 1));
        input(DecoderGraph.TOTAL, Tensor.of(new int[] {from + count}));
    }

    private void input(String name, Tensor tensor) {
        binding.input(name, views.keep(tensor));
    }

    void run(Stop stop) {
        binding.run(stop);
    }

    @Override
    public void close() {
        resources.close();
    }
}
