package dev.recto.worker.decode;

/** Where a page stands on its way through the engine; it only ever moves down this list. */
enum SequenceState {
    WAITING,
    ENCODING,
    ENCODED,
    PREFILLING,
    DECODING,
    ENDED
}
