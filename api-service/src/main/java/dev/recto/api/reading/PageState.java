package dev.recto.api.reading;

/** Where a page stands; the last three are final. */
public enum PageState {
    WAITING,
    SENT,
    READ,
    FAILED,
    CANCELLED
}
