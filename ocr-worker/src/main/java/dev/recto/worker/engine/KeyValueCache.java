package dev.recto.worker.engine;

import dev.recto.worker.graph.CacheTensor;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Session;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Keys and values of all layers, each [slots, …], where the decoder runs. */
final class KeyValueCache implements AutoCloseable {
    private final int slots;
    private final int slotTokens;
    private final int places;
    private final Resources resources;
    private final List<Part> parts = new ArrayList<>();

    private record Part(CacheTensor of, Tensor tensor) {
        Tensor view(int firstSlot, int count) {
            return tensor.part(firstSlot * of.type().sizeOf(of.shape(1)), of.type(), of.shape(count));
        }
    }

    /** The decoder's. */
    static KeyValueCache allocate(ModelSessions sessions, int slots, int slotTokens) {
        int places = slotTokens + sessions.draftTokens();
        return allocate(sessions.decoder(), sessions.cacheTensors(places), slots, slotTokens, places);
    }

    /** The draft layer's. */
    static KeyValueCache allocateForDrafts(ModelSessions sessions, int slots, int slotTokens) {
        int places = slotTokens + sessions.draftTokens();
        return allocate(sessions.draft(), sessions.draftCacheTensors(places), slots, slotTokens, places);
    }

    private static KeyValueCache allocate(
            Session session, List<CacheTensor> tensors, int slots, int slotTokens, int places) {
        return Resources.owned(resources -> new KeyValueCache(resources, session, tensors, slots, slotTokens, places));
    }

    private KeyValueCache(
            Resources resources, Session session, List<CacheTensor> tensors, int slots, int slotTokens, int places) {
        this.resources = resources;
        this.slots = slots;
        this.slotTokens = slotTokens;
        this.places = places;
        Allocator allocator = resources.keep(session.newAllocator());
        for (CacheTensor part : tensors) {
            parts.add(new Part(part, resources.keep(Tensor.allocate(allocator, part.type(), part.shape(slots)))));
        }
    }

    int slots() {
        return slots;
    }

    int slotTokens() {
        return slotTokens;
    }

    /** Of one slot: those of a page's tokens, and of drafts behind the last. */
    int places() {
        return places;
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
