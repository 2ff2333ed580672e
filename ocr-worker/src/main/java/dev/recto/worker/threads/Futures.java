package dev.recto.worker.threads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waiting for what other threads do. */
public final class Futures {
    private Futures() {}

    /** Blocks. Fails with what the other thread failed with, as if this one had done it. */
    public static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
