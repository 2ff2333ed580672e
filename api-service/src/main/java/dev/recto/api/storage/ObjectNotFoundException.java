package dev.recto.api.storage;

/** There is no object under the key. Says nothing about the key, which may name a customer's document. */
public final class ObjectNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ObjectNotFoundException(Throwable cause) {
        super("there is no such object", cause);
    }
}
