package dev.recto.worker.engine;

import dev.recto.worker.graph.DecoderGraph;
import dev.recto.worker.onnx.Binding;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import org.jspecify.annotations.Nullable;

/** Runs of the decoder that append successive tokens of prompts to one slot, whose cache and outputs are bound once. */
final class PrefillStep implements AutoCloseable {
    private final Resources resources;
    private final int slotTokens;
    private final PromptInputs inputs;
    private final Binding binding;

    static PrefillStep bind(
            ModelSessions sessions, KeyValueCache cache, PromptInputs inputs, Outputs outputs, int slot) {
        return Resources.owned(resources -> new PrefillStep(resources, sessions, cache, inputs, outputs, slot));
    }

    private PrefillStep(
            Resources resources,
            ModelSessions sessions,
            KeyValueCache cache,
            PromptInputs inputs,
            Outputs outputs,
            int slot) {
        this.resources = resources;
        this.inputs = inputs;
        slotTokens = cache.slotTokens();
        // INVARIANT: views are closed after the binding that they are bound to.
        Resources views = resources.keep(Resources.none());
        binding = resources.keep(sessions.decoder().newBinding());
        inputs.bind(binding, views);
        cache.bind(binding, slot, 1, views);
        outputs.bind(binding, new Rows(slot, 1, 1), views);
        if (sessions.draftTokens() > 0) {
            inputs.bindAsked(binding, views);
        }
    }

    /** @param states of all places, [1, count, hidden], to be written where there is a draft layer */
    void run(Prompt prompt, int from, int count, @Nullable Tensor states, Stop stop) {
        if (from < 0 || count < 1 || from + count > Math.min(prompt.tokens(), slotTokens)) {
            throw new IllegalArgumentException("no such part of the prompt");
        }
        inputs.send(from, count);
        inputs.bindPart(binding, prompt, from, 0, count);
        if (states != null) {
            binding.output(DecoderGraph.STATES, states);
        }
        binding.run(stop);
    }

    @Override
    public void close() {
        resources.close();
    }
}
