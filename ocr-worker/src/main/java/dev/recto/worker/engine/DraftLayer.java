package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.onnx.Resources;
import dev.recto.worker.onnx.Stop;
import dev.recto.worker.onnx.Tensor;
import java.util.HashMap;
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
    private final Map<Integer, DraftStep> stepsByRows = new HashMap<>();

    static DraftLayer open(ModelSessions sessions, int slots, int slotTokens) {
        return Resources.owned(resources -> new DraftLayer(resources, sessions, slots, slotTokens));
    }

    private DraftLayer(Resources resources, ModelSessions sessions, int slots, int slotTokens) {
        this.resources = resources;
        this.sessions = sessions;
        cache = resources.keep(KeyValueCache.allocateForDrafts(sessions, slots, slotTokens));
        states = resources.keep(States.allocate(sessions, slots, 1 + sessions.draftTokens()));
        buffers = resources.keep(DraftBuffers.allocate(sessions, slots));
    }

    States states() {
        return states;
    }

    /** Takes in a part of a prompt, of whose places the decoder has made these states. */
    void prefill(int slot, Prompt prompt, int from, Tensor promptStates, Stop stop) {
        int count = Math.toIntExact(promptStates.shape()[1]);
        int followed = Math.min(count, prompt.tokens() - 1 - from);
        if (followed > 0) {
            try (DraftPrefill part =
                    DraftPrefill.bind(sessions, cache, buffers, slot, prompt, from, followed, promptStates)) {
                part.run(stop);
            }
        }
        states.keep(slot, promptStates);
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
