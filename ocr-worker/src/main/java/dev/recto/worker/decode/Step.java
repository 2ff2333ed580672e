package dev.recto.worker.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one step does: chunks of prompts, one after the other, then one token for every decoding page. Reused. */
public final class Step<P> {
    private final List<Sequence<P>> prefills = new ArrayList<>();
    private final List<Sequence<P>> decodes = new ArrayList<>();
    private final List<Sequence<P>> prefillsView = Collections.unmodifiableList(prefills);
    private final List<Sequence<P>> decodesView = Collections.unmodifiableList(decodes);
    private int rows;

    /** Sequences with a {@link Sequence#chunk()} to feed, longest waiting first. */
    public List<Sequence<P>> prefills() {
        return prefillsView;
    }

    public List<Sequence<P>> decodes() {
        return decodesView;
    }

    /** Slots {@code [0, rows)} take part in the decode; 0 when no page decodes. */
    public int rows() {
        return rows;
    }

    public boolean isEmpty() {
        return prefills.isEmpty() && decodes.isEmpty();
    }

    void clear() {
        prefills.clear();
        decodes.clear();
        rows = 0;
    }

    void prefill(Sequence<P> sequence, int tokens) {
        sequence.planChunk(tokens);
        prefills.add(sequence);
    }

    void decode(Sequence<P> sequence) {
        decodes.add(sequence);
    }

    void over(int slots) {
        rows = slots;
    }
}
