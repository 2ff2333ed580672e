package dev.recto.worker.decode;

/**
 * The lengths that decode steps are told to reckon with: powers of two, and all of a slot's tokens. Few, so that a step for
 * each can be captured once; a step's real lengths change with every token.
 */
public final class LengthBuckets {
    private static final int SMALLEST = 256;

    private final int slotTokens;

    public LengthBuckets(int slotTokens) {
        this.slotTokens = slotTokens;
    }

    public int count() {
        return number(slotTokens) + 1;
    }

    /** The number, from 0, of the smallest bucket that holds so many tokens. */
    public int number(int tokens) {
        int smallest = Math.min(SMALLEST, slotTokens);
        return tokens <= smallest ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros((tokens - 1) / smallest);
    }

    public int length(int number) {
        return (int) Math.min((long) SMALLEST << number, slotTokens);
    }
}
