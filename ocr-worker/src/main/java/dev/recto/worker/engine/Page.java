package dev.recto.worker.engine;

import dev.recto.worker.decode.FedPlaces;
import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.model.PreparedPage;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A page in the engine: what it reads, who chooses its tokens, who waits for it. */
final class Page {
    private final TokenChooser chooser;
    private final Runnable taken;
    private final CompletableFuture<PageTimes> result = new CompletableFuture<>();
    private final int promptTokens;
    private final int nextPosition;
    private final FedPlaces fed;
    private final long submitted = System.nanoTime();
    private @Nullable PreparedPage prepared;
    private @Nullable EncodedPrompt prompt;
    private long encodingBegan;
    private long encodingEnded;
    private long prefillBegan;
    private long prefillEnded;

    /**
     * @param taken run once, when the page does not wait with its pixels any more
     * @param places most that a step feeds it
     */
    Page(PreparedPage prepared, TokenChooser chooser, Runnable taken, int places) {
        this.prepared = prepared;
        this.chooser = chooser;
        this.taken = taken;
        fed = new FedPlaces(places);
        promptTokens = prepared.inputIds().length;
        nextPosition = prepared.nextPosition();
    }

    TokenChooser chooser() {
        return chooser;
    }

    /** Those of its last run. */
    FedPlaces fed() {
        return fed;
    }

    CompletableFuture<PageTimes> result() {
        return result;
    }

    int promptTokens() {
        return promptTokens;
    }

    /** Rotary position of the n-th generated token. */
    int position(int generated) {
        return nextPosition + generated;
    }

    /** Lets go of the pixels: the prompt holds all that is needed afterwards. */
    PreparedPage startEncoding() {
        encodingBegan = System.nanoTime();
        PreparedPage pixels = prepared;
        if (pixels == null) {
            throw new IllegalStateException("encoded twice");
        }
        dropPixels();
        return pixels;
    }

    void hold(EncodedPrompt made) {
        encodingEnded = System.nanoTime();
        prompt = made;
    }

    EncodedPrompt prompt() {
        EncodedPrompt held = prompt;
        if (held == null) {
            throw new IllegalStateException("not encoded, or prefilled already");
        }
        return held;
    }

    /** With the first chunk of its prompt. */
    void startPrefill() {
        if (prefillBegan == 0) {
            prefillBegan = System.nanoTime();
        }
    }

    void prefilled() {
        prefillEnded = System.nanoTime();
        dropPrompt();
    }

    PageTimes complete() {
        PageTimes times = new PageTimes(
                Duration.ofNanos(encodingBegan - submitted),
                Duration.ofNanos(encodingEnded - encodingBegan),
                Duration.ofNanos(prefillBegan - encodingEnded),
                Duration.ofNanos(prefillEnded - prefillBegan),
                Duration.ofNanos(System.nanoTime() - prefillEnded));
        dropPrompt();
        handOver(() -> result.complete(times));
        return times;
    }

    void fail(EngineException.Reason reason, @Nullable Throwable cause) {
        dropAll();
        handOver(() -> result.completeExceptionally(new EngineException(reason, cause)));
    }

    void cancel() {
        dropAll();
        handOver(() -> result.completeExceptionally(new CancellationException("the page was cancelled")));
    }

    private void dropAll() {
        dropPixels();
        dropPrompt();
    }

    private void dropPixels() {
        if (prepared != null) {
            prepared = null;
            taken.run();
        }
    }

    private void dropPrompt() {
        if (prompt != null) {
            prompt.close();
            prompt = null;
        }
    }

    /** Whatever the waiter does next must not hold up the pages still running. */
    private static void handOver(Runnable completion) {
        Thread.startVirtualThread(completion);
    }
}
