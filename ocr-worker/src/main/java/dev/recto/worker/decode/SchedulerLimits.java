package dev.recto.worker.decode;

/**
 * What the scheduler may use.
 *
 * @param slots pages in the cache at once
 * @param slotTokens tokens of one slot
 * @param waiting pages queued before their vision encoding starts
 * @param encodedAhead pages encoded or being encoded while all slots are taken
 * @param stepTokens tokens one step feeds while pages are decoding, theirs included: bounds how long a prefill holds them up
 * @param chunkTokens prompt tokens one step feeds while no page is decoding: bounds the memory of activations
 */
public record SchedulerLimits(
        int slots, int slotTokens, int waiting, int encodedAhead, int stepTokens, int chunkTokens) {
    public static final int DEFAULT_WAITING = 256;
    public static final int DEFAULT_ENCODED_AHEAD = 2;
    public static final int DEFAULT_STEP_TOKENS = 512;
    public static final int DEFAULT_CHUNK_TOKENS = 2048;

    public SchedulerLimits {
        requireAtLeast(1, slots, "slots");
        requireAtLeast(2, slotTokens, "slotTokens");
        requireAtLeast(1, waiting, "waiting");
        requireAtLeast(1, encodedAhead, "encodedAhead");
        // INVARIANT: however many pages decode, a prefill gets at least one token a step, so none starves.
        requireAtLeast(slots + 1, stepTokens, "stepTokens");
        requireAtLeast(1, chunkTokens, "chunkTokens");
    }

    /** Defaults for a cache of that size. */
    public static SchedulerLimits of(int slots, int slotTokens) {
        return new SchedulerLimits(
                slots,
                slotTokens,
                DEFAULT_WAITING,
                DEFAULT_ENCODED_AHEAD,
                Math.max(DEFAULT_STEP_TOKENS, 2 * slots),
                DEFAULT_CHUNK_TOKENS);
    }

    private static void requireAtLeast(int minimum, int value, String name) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " must be at least " + minimum + ", not " + value);
        }
    }
}
