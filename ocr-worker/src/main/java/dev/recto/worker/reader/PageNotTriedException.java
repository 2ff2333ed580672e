package dev.recto.worker.reader;

import org.jspecify.annotations.Nullable;

/** The engine could not try the page, which is not the page's fault: another one, or this one later, may read it. */
public final class PageNotTriedException extends RuntimeException {
    public PageNotTriedException(@Nullable Throwable cause) {
        super("the page goes back to the queue", cause);
    }
}
