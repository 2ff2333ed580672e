package dev.recto.api.jobs;

/** Where a page stands; the last three are final. */
public enum PageState {
    WAITING,
    SENT,
    READ,
    FAILED,
    CANCELLED
}
