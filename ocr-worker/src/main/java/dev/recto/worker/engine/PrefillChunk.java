package dev.recto.worker.engine;

import static java.util.Objects.requireNonNull;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import org.jspecify.annotations.Nullable;

/** One run of the decoder that appends successive tokens of a prompt to one slot. */
final class PrefillChunk implements AutoCloseable {
    private final Resources resources;
    private final Binding binding;
    private final @Nullable Tensor states;

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
        return Resources.owned(
                resources -> new PrefillChunk(resources, sessions, cache, outputs, slot, prompt, from, count));
    }

    private PrefillChunk(
            Resources resources,
            ModelSessions sessions,
            KeyValueCache cache,
            Outputs outputs,
            int slot,
            Prompt prompt,
            int from,
            int count) {
        this.resources = resources;
        // INVARIANT: views are closed after the binding that they are bound to.
        Resources views = resources.keep(Resources.none());
        binding = resources.keep(sessions.decoder().newBinding());
        prompt.bind(binding, sessions.shape(), from, 0, count, views);
        cache.bind(binding, slot, 1, views);
        outputs.bind(binding, new Rows(slot, 1, 1), views);
        states = sessions.draftTokens() == 0 ? null : bindStates(sessions, count, views);
    }

    private Tensor bindStates(ModelSessions sessions, int count, Resources views) {
        int hidden = sessions.shape().hiddenSize();
        Tensor made = views.keep(Tensor.allocate(Allocator.host(), sessions.activations(), 1, count, hidden));
        Tensor last = views.keep(Tensor.of(new long[] {count - 1}, 1));
        binding.input(DecoderGraph.ASKED, last).output(DecoderGraph.STATES, made);
        return made;
    }

    void run(Stop stop) {
        binding.run(stop);
    }

    /** Of all its places, [1, count, hidden], where there is a draft layer; for as long as this is open. */
    Tensor states() {
        return requireNonNull(states);
    }

    @Override
    public void close() {
        resources.close();
    }
}
