package dev.recto.api.messaging;

/** What is to blame where messages could not be taken. */
public enum Blame {
    /** One of them, which would fail again. */
    MESSAGE,
    /** None of them, but that they are so many at a time. */
    AMOUNT,
    /** The service itself: they come again as they are. */
    SERVICE
}
