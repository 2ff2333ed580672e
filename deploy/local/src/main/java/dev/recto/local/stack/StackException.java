package dev.recto.local.stack;

/** The stack can't run; the message is one line for a person at a terminal. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StackException(String message) {
        super(message);
    }
}
