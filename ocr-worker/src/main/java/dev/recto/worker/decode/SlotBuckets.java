package dev.recto.worker.decode;

/** The batch sizes a decode step runs at: powers of two, and all slots. Few, so that each can be captured once. */
final class SlotBuckets {
    private final int slots;

    SlotBuckets(int slots) {
        this.slots = slots;
    }

    /** The smallest bucket that holds that many rows. */
    int holding(int rows) {
        int power = rows <= 1 ? rows : Integer.highestOneBit(rows - 1) << 1;
        return Math.min(power, slots);
    }
}
