package dev.recto.api.storage;

/** An object is not there (any more). Says nothing about its key, which may name a customer's document. */
public abstract sealed class ObjectGoneException extends RuntimeException
        permits ObjectNotFoundException, ObjectDeletedException {
    private static final long serialVersionUID = 1;

    ObjectGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
