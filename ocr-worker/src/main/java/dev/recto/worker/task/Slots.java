package dev.recto.worker.task;

import java.time.Duration;
import java.util.function.IntSupplier;

/** How many tasks of a queue may be under way at a time, which may change, and how many are. */
final class Slots {
    private final IntSupplier limit;
    private int taken;

    Slots(IntSupplier limit) {
        this.limit = limit;
    }

    synchronized boolean free() {
        return taken < limit.getAsInt();
    }

    /** False when there is none. */
    synchronized boolean take() {
        boolean free = free();
        if (free) {
            taken++;
        }
        return free;
    }

    synchronized void giveBack() {
        taken--;
        notifyAll();
    }

    /** Returns when a slot is free, at the latest after this time. */
    synchronized void awaitFree(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); left > 0 && !free(); left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
