package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.ModelSessions;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** One run of the decoder that appends successive tokens of a prompt to one slot. */
final class PrefillChunk implements AutoCloseable {
    private final Binding binding;
    private final List<Tensor> tensors = new ArrayList<>();
    private final KeyValueCache.View cacheView;

    PrefillChunk(
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
        DecoderShape shape = sessions.shape();
        ElementType type = prompt.embeddings().type();
        int axes = shape.positionAxes();
        binding = sessions.decoder().newBinding();
        input(
                DecoderGraph.EMBEDDINGS,
                prompt.embeddings().part(type.sizeOf(from, shape.hiddenSize()), type, 1, count, shape.hiddenSize()));
        input(
                DecoderGraph.POSITIONS,
                prompt.positions().part(ElementType.FLOAT.sizeOf(from, axes), ElementType.FLOAT, count, axes));
        input(DecoderGraph.ROWS, Tensor.of(LongStream.range(0, count).toArray(), 1, count));
        input(DecoderGraph.LENGTHS, Tensor.of(new int[] {from + count - 1}, 1));
        input(DecoderGraph.TOTAL, Tensor.of(new int[] {from + count}));
        cacheView = cache.bind(binding, slot, 1);
        tensors.addAll(outputs.bind(binding, slot, 1));
    }

    private void input(String name, Tensor tensor) {
        tensors.add(tensor);
        binding.input(name, tensor);
    }

    void run() {
        binding.run();
    }

    @Override
    public void close() {
        binding.close();
        cacheView.close();
        tensors.forEach(Tensor::close);
    }
}
