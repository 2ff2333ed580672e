package dev.recto.worker.task;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The worker's way to its end: first nothing new is taken, later what is still under way goes back. */
final class Drain {
    private final CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    void begin(Duration timeout) {
        begun.complete(null);
        over.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean begun() {
        return begun.isDone();
    }

    /** Done when nothing may be under way any more. */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }

    /** Returns early when the drain begins. */
    void awaitBegin(Duration atMost) {
        await(begun, atMost);
    }

    /** Returns early when nothing may be under way any more. */
    void awaitOver(Duration atMost) {
        await(over, atMost);
    }

    private static void await(CompletableFuture<@Nullable Void> event, Duration atMost) {
        event.copy()
                .completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
