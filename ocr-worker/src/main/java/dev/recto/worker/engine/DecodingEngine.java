package dev.recto.worker.engine;

import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.model.PreparedPage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads many pages at once with one model. Thread-safe. */
public interface DecodingEngine extends AutoCloseable {
    /**
     * Queues a page and returns at once. Completes when the chooser has ended the page, or fails with {@link EngineException},
     * or with {@link java.util.concurrent.CancellationException} when the chooser was cancelled first. Completes on a thread
     * of its own, so dependent stages never hold up the engine.
     *
     * @param taken run once, when the page does not wait with its pixels any more: it is in the vision towers, or has ended.
     *     It must be quick
     */
    CompletableFuture<PageTimes> submit(PreparedPage page, TokenChooser chooser, Runnable taken);

    default CompletableFuture<PageTimes> submit(PreparedPage page, TokenChooser chooser) {
        return submit(page, chooser, () -> {});
    }

    /**
     * To be called when choosers were cancelled: their pages end now, or as soon as the run that they are in can be stopped.
     * Completes when runs have ended that nobody waits for.
     */
    CompletableFuture<?> dropCancelled();

    /** Completes with what happened when the engine has ended without being closed: it reads no page any more. */
    CompletionStage<Throwable> broken();

    /** Refuses new pages, waits for those under way (cancel them to be quick) and frees the model. */
    @Override
    void close();
}
