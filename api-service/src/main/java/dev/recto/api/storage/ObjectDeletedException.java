package dev.recto.api.storage;

/** The object went while it was read: what was had of it is not all. */
public final class ObjectDeletedException extends ObjectGoneException {
    private static final long serialVersionUID = 1;

    ObjectDeletedException(Throwable cause) {
        super("it was deleted while it was read", cause);
    }
}
