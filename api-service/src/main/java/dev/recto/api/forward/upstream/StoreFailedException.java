package dev.recto.api.forward.upstream;

/** A document could not be had, or a picture not be kept, on this side; the upstream has nothing to do with it. */
public final class StoreFailedException extends RuntimeException {
    public StoreFailedException(Throwable cause) {
        super("the store failed", cause);
    }
}
