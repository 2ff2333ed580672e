package dev.recto.worker.reader;

/** A model can't be served as it is configured. The message says all that whoever configured it needs to know. */
public final class UnusableModelException extends RuntimeException {
    public UnusableModelException(String message) {
        super(message);
    }

    public UnusableModelException(String model, Throwable cause) {
        super(model + ": " + cause.getMessage(), cause);
    }
}
