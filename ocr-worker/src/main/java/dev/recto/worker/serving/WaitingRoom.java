package dev.recto.worker.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Where pages wait for the vision towers with their pixels as the model takes them, which is eight times what is drawn: so there
 * are few places, and the others wait in front of it, in the order in which they came.
 */
final class WaitingRoom {
    private final Deque<Place> line = new ArrayDeque<>();
    private int free;

    WaitingRoom(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("a page needs a place to wait");
        }
        free = places;
    }

    /** Room for one page, until it is closed. */
    final class Place implements AutoCloseable {
        private boolean closed;

        private Place() {}

        /** May be called again. */
        @Override
        public void close() {
            synchronized (WaitingRoom.this) {
                if (!closed) {
                    closed = true;
                    free++;
                    WaitingRoom.this.notifyAll();
                }
            }
        }
    }

    /**
     * Waits for a place.
     *
     * @throws CancellationException nobody waits for the page any more
     */
    synchronized Place enter(BooleanSupplier cancelled) {
        Place place = new Place();
        line.add(place);
        try {
            while (free == 0 || line.peek() != place) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the page was cancelled");
                }
                wait();
            }
            free--;
            return place;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the page was given up");
        } finally {
            line.remove(place);
            notifyAll();
        }
    }

    /** To be called when pages were cancelled. */
    synchronized void dropCancelled() {
        notifyAll();
    }
}
