package dev.recto.worker.reader;

/** The engine broke before the page was read, maybe because of it: another worker may read the page. */
public final class BrokenEngineException extends RuntimeException {
    public BrokenEngineException(Throwable cause) {
        super("the engine is broken", cause);
    }
}
