package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;

/**
 * Runs of the draft layer over successive places of prompts in one slot, each with the embedding behind it: a token's, or a part of a
 * picture.
 */
final class DraftPrefill implements AutoCloseable {
    private final Resources resources;
    private final PromptInputs inputs;
    private final int hiddenSize;
    private final Binding binding;

    static DraftPrefill bind(
            ModelSessions sessions, KeyValueCache cache, PromptInputs inputs, DraftBuffers buffers, int slot) {
        return Resources.owned(resources -> new DraftPrefill(resources, sessions, cache, inputs, buffers, slot));
    }

    private DraftPrefill(
            Resources resources,
            ModelSessions sessions,
            KeyValueCache cache,
            PromptInputs inputs,
            DraftBuffers buffers,
            int slot) {
        this.resources = resources;
        this.inputs = inputs;
        hiddenSize = sessions.shape().hiddenSize();
        // INVARIANT: views are closed after the binding that they are bound to.
        Resources views = resources.keep(Resources.none());
        binding = resources.keep(sessions.draft().newBinding());
        inputs.bind(binding, views);
        inputs.bindAsked(binding, views);
        cache.bind(binding, slot, 1, views);
        buffers.bindOutputs(binding, 0, new Rows(slot, 1, 1), views);
    }

    void run(Prompt prompt, int from, int count, Tensor states, Stop stop) {
        inputs.send(from, count);
        inputs.bindPart(binding, prompt, from, 1, count);
        try (Tensor first = states.part(0, states.type(), 1, count, hiddenSize)) {
            binding.input(DecoderGraph.STATES, first);
        }
        binding.run(stop);
    }

    @Override
    public void close() {
        resources.close();
    }
}
