package dev.recto.worker.decode;

/**
 * A page as the scheduler sees it: so many prompt tokens, then one token a step until it ends.
 *
 * @param <P> what the engine attaches to it
 */
public final class Sequence<P> {
    private static final int NO_SLOT = -1;

    private final P payload;
    private final int promptTokens;
    private SequenceState state = SequenceState.WAITING;
    private long arrival;
    private int slot = NO_SLOT;
    private int cachedTokens;
    private int chunk;
    private int takenBack;

    public Sequence(P payload, int promptTokens) {
        if (promptTokens < 1) {
            throw new IllegalArgumentException("a prompt has at least one token");
        }
        this.payload = payload;
        this.promptTokens = promptTokens;
    }

    public P payload() {
        return payload;
    }

    /** How many were offered before it. */
    long arrival() {
        return arrival;
    }

    void arrive(long number) {
        arrival = number;
    }

    /** The cache slot it holds; −1 before prefill and after the end. */
    public int slot() {
        return slot;
    }

    /** Tokens of it that the slot holds. */
    public int cachedTokens() {
        return cachedTokens;
    }

    /** Tokens generated and fed back so far. */
    public int fedTokens() {
        return cachedTokens - promptTokens;
    }

    /** Tokens that were generated, taken back ones included. */
    public int generatedTokens() {
        return fedTokens() + 1 + takenBack;
    }

    /** Prompt tokens to feed in the step under way. */
    public int chunk() {
        return chunk;
    }

    /** Whether the whole prompt is in the cache. */
    public boolean prefilled() {
        return cachedTokens >= promptTokens;
    }

    public boolean ended() {
        return state == SequenceState.ENDED;
    }

    int remainingPrompt() {
        return promptTokens - cachedTokens;
    }

    SequenceState state() {
        return state;
    }

    void moveTo(SequenceState next) {
        if (next.compareTo(state) <= 0) {
            throw new IllegalStateException(state + " cannot become " + next);
        }
        state = next;
    }

    void take(int freeSlot) {
        moveTo(SequenceState.PREFILLING);
        slot = freeSlot;
    }

    void leaveSlot() {
        slot = NO_SLOT;
    }

    void planChunk(int tokens) {
        chunk = tokens;
    }

    void takeBack(int tokens) {
        if (tokens > fedTokens()) {
            throw new IllegalArgumentException("more taken back than there was");
        }
        cachedTokens -= tokens;
        takenBack += tokens;
    }

    void cached(int tokens) {
        cachedTokens += tokens;
        chunk = 0;
    }
}
