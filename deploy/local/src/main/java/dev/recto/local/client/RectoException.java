package dev.recto.local.client;

/** The service refused; the message is one line for a person at a terminal. */
public final class RectoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RectoException(String message) {
        super(message);
    }
}
