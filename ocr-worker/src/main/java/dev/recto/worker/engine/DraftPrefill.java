package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.graph.DecoderShape;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;

/** One run of the draft layer over successive places of a prompt, each with the embedding behind it: a token's, or a part of a picture. */
final class DraftPrefill implements AutoCloseable {
    private final Resources resources;
    private final Binding binding;

    static DraftPrefill bind(
            ModelSessions sessions,
            KeyValueCache cache,
            DraftBuffers buffers,
            int slot,
            Prompt prompt,
            int from,
            int count,
            Tensor states) {
        return Resources.owned(resources -> {
            // INVARIANT: views are closed after the binding that they are bound to.
            Resources views = resources.keep(Resources.none());
            Binding binding = resources.keep(sessions.draft().newBinding());
            DecoderShape shape = sessions.shape();
            prompt.bind(binding, shape, from, 1, count, views);
            ElementType type = states.type();
            binding.input(DecoderGraph.STATES, views.keep(states.part(0, type, 1, count, shape.hiddenSize())))
                    .input(DecoderGraph.ASKED, views.keep(Tensor.of(new long[] {count - 1}, 1)));
            cache.bind(binding, slot, 1, views);
            buffers.bindOutputs(binding, 0, new Rows(slot, 1, 1), views);
            return new DraftPrefill(resources, binding);
        });
    }

    private DraftPrefill(Resources resources, Binding binding) {
        this.resources = resources;
        this.binding = binding;
    }

    void run(Stop stop) {
        binding.run(stop);
    }

    @Override
    public void close() {
        resources.close();
    }
}
