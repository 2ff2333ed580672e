package dev.recto.worker.engine;

import java.time.Duration;

/** Where a page's time went: waiting in the queue, in the vision towers, filling its slot, generating. */
public record PageTimes(Duration waiting, Duration encoding, Duration prefilling, Duration decoding) {}
