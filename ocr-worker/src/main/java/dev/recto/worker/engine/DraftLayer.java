package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.onnx.Allocator;
import dev.recto.worker.onnx.ElementType;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guesses the tokens that follow those which pages are about to be fed. Its cache holds, for each place of a page, what it made of the
 * decoder's state there and of the token behind; that of a page's last places is added when they have such a token, which is the
 * next time it guesses. Where that was left out, as after a step that failed, guesses become worse; tokens never depend on them.
 */
final class DraftLayer implements AutoCloseable {
    private final Resources resources;
    private final ModelSessions sessions;
    private final KeyValueCache cache;
    private final States states;
    private final DraftBuffers buffers;
    private final Tensor promptStates;
    private final List<DraftPrefill> prefillsBySlot = new ArrayList<>();
    private final Map<Integer, DraftStep> stepsByRows = new HashMap<>();

    static DraftLayer open(ModelSessions sessions, PromptInputs prompts, int slots, int slotTokens) {
        return Resources.owned(resources -> new DraftLayer(resources, sessions, prompts, slots, slotTokens));
    }

    private DraftLayer(Resources resources, ModelSessions sessions, PromptInputs prompts, int slots, int slotTokens) {
        this.resources = resources;
        this.sessions = sessions;
        cache = resources.keep(KeyValueCache.allocateForDrafts(sessions, slots, slotTokens));
        states = resources.keep(States.allocate(sessions, slots, 1 + sessions.draftTokens()));
        buffers = resources.keep(DraftBuffers.allocate(sessions, slots));
        promptStates = resources.keep(Tensor.allocate(
                Allocator.host(),
                ElementType.FLOAT,
                1,
                slotTokens,
                sessions.shape().hiddenSize()));
        for (int slot = 0; slot < slots; slot++) {
            prefillsBySlot.add(resources.keep(DraftPrefill.bind(sessions, cache, prompts, buffers, slot)));
        }
    }

    States states() {
        return states;
    }

    /** A view of where the decoder writes the states of a part of a prompt. */
    Tensor promptStates(int count) {
        return promptStates.part(
                0, ElementType.FLOAT, 1, count, sessions.shape().hiddenSize());
    }

    /** Takes in a part of a prompt, of whose places the decoder has made these states. */
    void prefill(int slot, Prompt prompt, int from, Tensor made, Stop stop) {
        int count = Math.toIntExact(made.shape()[1]);
        int followed = Math.min(count, prompt.tokens() - 1 - from);
        if (followed > 0) {
            prefillsBySlot.get(slot).run(prompt, from, followed, made, stop);
        }
        states.keep(slot, made);
    }

    void draft(DecodeBatch batch, Stop stop) {
        for (int row = 0; row < batch.rows(); row++) {
            if (batch.standing(row) > 0) {
                stepsByRows
                        .computeIfAbsent(
                                batch.rows(),
                                rows -> resources.keep(DraftStep.bind(sessions, cache, states, buffers, rows)))
                        .run(batch, stop);
                return;
            }
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
