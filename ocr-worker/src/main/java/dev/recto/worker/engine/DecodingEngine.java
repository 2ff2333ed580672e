package dev.recto.worker.engine;

import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.vlm.PreparedPage;
import java.util.concurrent.CompletableFuture;

/** Reads many pages at once with one model. Thread-safe. */
public interface DecodingEngine extends AutoCloseable {
    /**
     * Queues a page and returns at once. Completes when the chooser has ended the page, or fails with {@link EngineException},
     * or with {@link java.util.concurrent.CancellationException} when the chooser was cancelled first. Dependent stages
     * started without an executor run on the engine's thread: hand results over with {@code ...Async}.
     */
    CompletableFuture<PageTimes> submit(PreparedPage page, TokenChooser chooser);

    /** Refuses new pages, ends those under way and returns when the engine's threads have gone. */
    @Override
    void close();
}
