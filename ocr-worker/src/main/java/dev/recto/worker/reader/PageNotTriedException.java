package dev.recto.worker.reader;

/** The engine has no room for the page just now; it may have later. */
public final class PageNotTriedException extends RuntimeException {
    public PageNotTriedException(Throwable cause) {
        super("the page was not tried", cause);
    }
}
