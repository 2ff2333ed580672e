package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.graph.ModelSessions;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Keys and values of all layers, each [slots, kv heads, slot tokens, head size], where the decoder runs. */
final class KeyValueCache implements AutoCloseable {
    private final int slots;
    private final int slotTokens;
    private final DecoderShape shape;
    private final ElementType type;
    private final Allocator allocator;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();

    KeyValueCache(ModelSessions sessions, int slots, int slotTokens) {
        this.slots = slots;
        this.slotTokens = slotTokens;
        shape = sessions.shape();
        type = sessions.activations();
        allocator = sessions.decoder().newAllocator();
        for (int layer = 0; layer < shape.layers(); layer++) {
            keys.add(Tensor.allocate(allocator, type, dimensions(slots)));
            values.add(Tensor.allocate(allocator, type, dimensions(slots)));
        }
    }

    int slots() {
        return slots;
    }

    int slotTokens() {
        return slotTokens;
    }

    /** Successive slots of every layer, bound as the past that a run reads and the present that it writes. */
    View bind(Binding binding, int firstSlot, int count) {
        List<Tensor> views = new ArrayList<>();
        for (int layer = 0; layer < shape.layers(); layer++) {
            Tensor key = part(keys.get(layer), firstSlot, count);
            Tensor value = part(values.get(layer), firstSlot, count);
            binding.input(DecoderGraph.PAST_KEY + layer, key)
                    .output(DecoderGraph.PRESENT_KEY + layer, key)
                    .input(DecoderGraph.PAST_VALUE + layer, value)
                    .output(DecoderGraph.PRESENT_VALUE + layer, value);
            views.add(key);
            views.add(value);
        }
        return new View(views);
    }

    private Tensor part(Tensor whole, int firstSlot, int count) {
        return whole.part(firstSlot * type.sizeOf(dimensions(1)), type, dimensions(count));
    }

    private long[] dimensions(int count) {
        return new long[] {count, shape.keyValueHeads(), slotTokens, shape.headSize()};
    }

    @Override
    public void close() {
        keys.forEach(Tensor::close);
        values.forEach(Tensor::close);
        allocator.close();
    }

    /** Slots as they are bound; outlives the binding, not the cache. */
    record View(List<Tensor> tensors) implements AutoCloseable {
        @Override
        public void close() {
            tensors.forEach(Tensor::close);
        }
    }
}
