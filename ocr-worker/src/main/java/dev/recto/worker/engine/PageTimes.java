package dev.recto.worker.engine;

import java.time.Duration;

/** Where a page's time went: waiting in the queue, in the vision towers, waiting for a slot, filling it, generating. */
public record PageTimes(Duration waiting, Duration encoding, Duration seating, Duration prefilling, Duration decoding) {
    public Duration toFirstToken() {
        return waiting.plus(encoding).plus(seating).plus(prefilling);
    }
}
