package dev.recto.worker.model;

/** A page has a shape that the model can't take. */
public final class UnreadableImageException extends RuntimeException {
    public UnreadableImageException(String problem) {
        super(problem);
    }
}
