package dev.recto.api.upstream;

/** A document could not be had, or a picture not be kept, on this side; the upstream has nothing to do with it. */
final class StoreFailedException extends RuntimeException {
    StoreFailedException(Throwable cause) {
        super("the store failed", cause);
    }
}
