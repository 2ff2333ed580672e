package dev.recto.worker.engine;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Tensor;

/** What runs over one part of a prompt after another read: the part where its prompt lies, numbers at addresses that stay. */
final class PromptInputs implements AutoCloseable {
    private static final long ASKED_AT = 0;
    private static final long LENGTH_AT = Long.BYTES;
    private static final long BYTES = LENGTH_AT + Integer.BYTES;

    private final Resources resources;

    /** 0, 1, 2, … */
    private final Mirror places;

    private final Mirror part;
    private final Tensor total;

    static PromptInputs allocate(ModelSessions sessions, int slotTokens) {
        return Resources.owned(resources -> new PromptInputs(resources, sessions, slotTokens));
    }

    private PromptInputs(Resources resources, ModelSessions sessions, int slotTokens) {
        this.resources = resources;
        Allocator allocator = resources.keep(sessions.decoder().newAllocator());
        places = resources.keep(
                Mirror.allocate(sessions.environment(), allocator, ElementType.INT64.sizeOf(slotTokens)));
        for (int place = 0; place < slotTokens; place++) {
            places.data().setAtIndex(JAVA_LONG, place, place);
        }
        places.upload();
        part = resources.keep(Mirror.allocate(sessions.environment(), allocator, BYTES));
        total = resources.keep(Tensor.allocate(Allocator.host(), ElementType.INT32));
    }

    /** Binds what stays from run to run; the views are kept for who owns the binding. */
    void bind(Binding binding, Resources views) {
        binding.input(DecoderGraph.LENGTHS, views.keep(part.part(LENGTH_AT, ElementType.INT32, 1)))
                .input(DecoderGraph.TOTAL, total);
    }

    /** The same for a run that is asked about its last place. */
    void bindAsked(Binding binding, Resources views) {
        binding.input(DecoderGraph.ASKED, views.keep(part.part(ASKED_AT, ElementType.INT64, 1)));
    }

    /** Before a run over so many places, of which the first has the given number in its slot. */
    void send(int from, int count) {
        part.data().set(JAVA_LONG, ASKED_AT, count - 1);
        part.data().set(JAVA_INT, LENGTH_AT, from + count - 1);
        part.upload();
        total.data().set(JAVA_INT, 0, from + count);
    }

    /** @param behind how far behind its place an embedding is: 0 but for a draft layer */
    void bindPart(Binding binding, Prompt prompt, int from, int behind, int count) {
        try (Tensor embeddings = prompt.embeddings(from + behind, count);
                Tensor positions = prompt.positions(from, count);
                Tensor numbers = places.part(0, ElementType.INT64, 1, count)) {
            binding.input(DecoderGraph.EMBEDDINGS, embeddings)
                    .input(DecoderGraph.POSITIONS, positions)
                    .input(DecoderGraph.ROWS, numbers);
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
