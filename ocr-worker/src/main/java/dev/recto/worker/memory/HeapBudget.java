package dev.recto.worker.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Heap that pages take together, for as long as they are under way: a page waits until there is room, first come first served, and
 * one that takes more than there is goes alone.
 *
 * <p>INVARIANT: nobody waits here who has a share already, so that those who have one can always go on.
 */
public final class HeapBudget {
    /** Bytes that are counted as one. */
    private static final int UNIT = 1 << 10;

    private final int most;
    private final Semaphore free;
    private final Duration patience;

    /** @param patience how long anybody waits */
    public HeapBudget(long bytes, Duration patience) {
        this.patience = patience;
        most = (int) Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
        free = new Semaphore(most, true);
    }

    /** Three quarters of the heap: the rest is for all that is no page. */
    public static HeapBudget ofThisProcess(Duration patience) {
        return new HeapBudget(forPages(Runtime.getRuntime().maxMemory()), patience);
    }

    public static long forPages(long heap) {
        return heap / 4 * 3;
    }

    /** Empty where there was no room in time. */
    public Optional<Share> take(long bytes) throws InterruptedException {
        return take(bytes, patience);
    }

    /** @param atMost how long to wait, if that is less than anybody waits */
    public Optional<Share> take(long bytes, Duration atMost) throws InterruptedException {
        int units = units(bytes);
        Duration wait = atMost.compareTo(patience) < 0 ? atMost : patience;
        return free.tryAcquire(units, wait.toNanos(), TimeUnit.NANOSECONDS)
                ? Optional.of(new Share(units))
                : Optional.empty();
    }

    private int units(long bytes) {
        return (int) Math.clamp(Math.ceilDiv(bytes, UNIT), 1, most);
    }

    /** What somebody took. */
    public final class Share implements AutoCloseable {
        private int units;

        private Share(int units) {
            this.units = units;
        }

        /** Gives back what is more than that. */
        public void shrinkTo(long bytes) {
            keep(units(bytes));
        }

        private synchronized void keep(int most) {
            int kept = Math.min(units, most);
            free.release(units - kept);
            units = kept;
        }

        @Override
        public void close() {
            keep(0);
        }
    }
}
