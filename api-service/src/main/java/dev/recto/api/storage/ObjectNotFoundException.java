package dev.recto.api.storage;

/** There is no object under the key. */
public final class ObjectNotFoundException extends ObjectGoneException {
    private static final long serialVersionUID = 1;

    ObjectNotFoundException(Throwable cause) {
        super("there is no such object", cause);
    }
}
