package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Keys and values of all layers, each [slots, kv heads, slot tokens, head size], where the decoder runs. */
final class KeyValueCache implements AutoCloseable {
    private final int slots;
    private final int slotTokens;
    private final DecoderShape shape;
    private final ElementType type;
    private final Resources resources;
    private final List<Tensor> keys = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();

    static KeyValueCache allocate(ModelSessions sessions, int slots, int slotTokens) {
        return Resources.owned(resources -> new KeyValueCache(resources, sessions, slots, slotTokens));
    }

    private KeyValueCache(Resources resources, ModelSessions sessions, int slots, int slotTokens) {
        this.resources = resources;
        this.slots = slots;
        this.slotTokens = slotTokens;
        shape = sessions.shape();
        type = sessions.activations();
        Allocator allocator = resources.keep(sessions.decoder().newAllocator());
        for (int layer = 0; layer < shape.layers(); layer++) {
            keys.add(resources.keep(Tensor.allocate(allocator, type, dimensions(slots))));
            values.add(resources.keep(Tensor.allocate(allocator, type, dimensions(slots))));
        }
    }

    int slots() {
        return slots;
    }

    int slotTokens() {
        return slotTokens;
    }

    /**
     * Binds successive slots of every layer as the past that a run reads and the present that it writes. The views are kept for
     * who owns the binding.
     */
    void bind(Binding binding, int firstSlot, int count, Resources views) {
        for (int layer = 0; layer < shape.layers(); layer++) {
            Tensor key = views.keep(part(keys.get(layer), firstSlot, count));
            Tensor value = views.keep(part(values.get(layer), firstSlot, count));
            binding.input(DecoderGraph.PAST_KEY + layer, key)
                    .output(DecoderGraph.PRESENT_KEY + layer, key)
                    .input(DecoderGraph.PAST_VALUE + layer, value)
                    .output(DecoderGraph.PRESENT_VALUE + layer, value);
        }
    }

    private Tensor part(Tensor whole, int firstSlot, int count) {
        return whole.part(firstSlot * type.sizeOf(dimensions(1)), type, dimensions(count));
    }

    private long[] dimensions(int count) {
        return new long[] {count, shape.keyValueHeads(), slotTokens, shape.headSize()};
    }

    @Override
    public void close() {
        resources.close();
    }
}
