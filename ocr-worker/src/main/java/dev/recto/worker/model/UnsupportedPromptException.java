package dev.recto.worker.model;

/** An instruction holds tokens that only the page's own layout may hold. */
public final class UnsupportedPromptException extends RuntimeException {
    public UnsupportedPromptException() {
        super("the instruction holds an image token");
    }
}
