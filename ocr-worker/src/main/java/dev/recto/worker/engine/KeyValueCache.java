package dev.recto.worker.engine;

import dev.recto.worker.graph.CacheTensor;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Keys and values of all layers, each [slots, …], where the decoder runs. */
final class KeyValueCache implements AutoCloseable {
    private final int slots;
    private final int slotTokens;
    private final Resources resources;
    private final List<Part> parts = new ArrayList<>();

    private record Part(CacheTensor of, Tensor tensor) {
        Tensor view(int firstSlot, int count) {
            return tensor.part(firstSlot * of.type().sizeOf(of.shape(1)), of.type(), of.shape(count));
        }
    }

    static KeyValueCache allocate(ModelSessions sessions, int slots, int slotTokens) {
        return Resources.owned(resources -> new KeyValueCache(resources, sessions, slots, slotTokens));
    }

    private KeyValueCache(Resources resources, ModelSessions sessions, int slots, int slotTokens) {
        this.resources = resources;
        this.slots = slots;
        this.slotTokens = slotTokens;
        Allocator allocator = resources.keep(sessions.decoder().newAllocator());
        for (CacheTensor part : sessions.cacheTensors(slotTokens)) {
            parts.add(new Part(part, resources.keep(Tensor.allocate(allocator, part.type(), part.shape(slots)))));
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
        for (Part part : parts) {
            Tensor view = views.keep(part.view(firstSlot, count));
            binding.input(part.of().input(), view);
            String output = part.of().output();
            if (output != null) {
                binding.output(output, view);
            }
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
