package dev.recto.worker.serving;

import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import dev.recto.worker.engine.EngineException;
import dev.recto.worker.image.RgbImage;
import dev.recto.worker.model.UnreadableImageException;
import dev.recto.worker.reader.Cancellation;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Tells an engine that can read no page from a page that the engine can't read: it gives it a plain one as large as that, for large
 * pages may be what it fails at. An engine that fails at that, too, so many times, is broken for good.
 */
final class Checkup {
    private static final Logger LOG = Logger.getLogger(Checkup.class);

    private final Answers answers;
    private final int attempts;
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    private long lastPassed = System.nanoTime();
    private long lastPixels;

    /** @param answers ask for few tokens */
    Checkup(Answers answers, int attempts) {
        this.answers = answers;
        this.attempts = attempts;
        var _ = answers.engine().broken().thenAccept(broken::complete);
    }

    /** Reads the page for the first time, so that what is slow or broken shows now. */
    static Checkup first(Answers answers, int tokens, int attempts) {
        GenerationOptions few = GenerationOptions.greedy(answers.options().endTokens(), tokens);
        Checkup checkup = new Checkup(answers.with(few), attempts);
        checkup.read(WarmUp.page());
        return checkup;
    }

    /** Blocks. Whether the engine still reads pages of the size, seen after the given time; pages that fail together share a look. */
    synchronized boolean passes(long failedAt, int width, int height) {
        long pixels = (long) width * height;
        for (int attempt = 0; attempt < attempts && !passed(failedAt, pixels) && !broken.isDone(); attempt++) {
            long began = System.nanoTime();
            try {
                read(WarmUp.page(width, height));
                lastPassed = began;
                lastPixels = pixels;
            } catch (RuntimeException e) {
                if (saysNothing(e)) {
                    break;
                }
                LOG.warnf("The engine failed at its checkup: %s", e.getClass().getName());
                if (attempt == attempts - 1) {
                    broken.complete(e);
                }
            }
        }
        return !broken.isDone();
    }

    /** The engine refused the page, or is busy with others, whose ends will tell. */
    private static boolean saysNothing(RuntimeException failure) {
        return failure instanceof UnreadableImageException
                || failure instanceof EngineException refusal
                        && (refusal.reason() == EngineException.Reason.PROMPT_TOO_LONG
                                || refusal.reason() == EngineException.Reason.QUEUE_FULL);
    }

    /** Completes with what happened when the engine is broken. */
    CompletableFuture<Throwable> broken() {
        return broken;
    }

    private boolean passed(long failedAt, long pixels) {
        return lastPassed - failedAt >= 0 && lastPixels >= pixels;
    }

    private void read(RgbImage page) {
        answers.ask(page, null, new Cancellation(), Activity.NONE);
    }
}
