package dev.recto.worker.task;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;

/** How many tasks of a kind may be under way at a time, which may change, and how many are. */
final class Slots {
    private final IntSupplier limit;
    private int taken;

    Slots(IntSupplier limit) {
        this.limit = limit;
    }

    /** A place for one task, until it is closed. */
    final class Slot implements AutoCloseable {
        private boolean closed;

        private Slot() {}

        /** May be called again. */
        @Override
        public void close() {
            synchronized (Slots.this) {
                if (!closed) {
                    closed = true;
                    taken--;
                    Slots.this.notifyAll();
                }
            }
        }
    }

    synchronized boolean free() {
        return taken < limit.getAsInt();
    }

    /** Nothing when there is none. */
    synchronized Optional<Slot> take() {
        if (!free()) {
            return Optional.empty();
        }
        taken++;
        return Optional.of(new Slot());
    }

    /** Returns when a slot is free, at the latest after this time. */
    synchronized void awaitFree(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toMillis(); left > 0 && !free(); left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
