package dev.recto.worker.serving;

import dev.recto.tracing.Activity;
import dev.recto.worker.decode.GenerationOptions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Tells an engine that can read no page from a page that the engine can't read: it gives it one that it has read before. An
 * engine that fails at that, too, so many times, is broken for good.
 */
final class Checkup {
    private static final Logger LOG = Logger.getLogger(Checkup.class);

    private final Answers answers;
    private final int attempts;
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    private long lastPassed = System.nanoTime();

    /** @param answers ask for few tokens */
    Checkup(Answers answers, int attempts) {
        this.answers = answers;
        this.attempts = attempts;
        var _ = answers.engine().broken().thenAccept(broken::complete);
    }

    /** Reads the page for the first time, so that what is slow or broken shows now. */
    static Checkup first(Answers answers, int tokens, int attempts) {
        GenerationOptions few = GenerationOptions.greedy(answers.options().endTokens(), tokens);
        Checkup checkup = new Checkup(
                new Answers(answers.engine(), answers.processor(), answers.tokenizer(), few, Optional.empty()),
                attempts);
        checkup.readPage();
        return checkup;
    }

    /** Blocks. Whether the engine still reads, seen after the given time; pages that fail together share a look. */
    synchronized boolean passes(long failedAt) {
        for (int attempt = 0; attempt < attempts && lastPassed - failedAt < 0 && !broken.isDone(); attempt++) {
            long began = System.nanoTime();
            try {
                readPage();
                lastPassed = began;
            } catch (RuntimeException e) {
                LOG.warnf("The engine failed at its checkup: %s", e.getClass().getName());
                if (attempt == attempts - 1) {
                    broken.complete(e);
                }
            }
        }
        return !broken.isDone();
    }

    /** Completes with what happened when the engine is broken. */
    CompletableFuture<Throwable> broken() {
        return broken;
    }

    private void readPage() {
        answers.ask(WarmUp.page(), null, () -> false, Activity.NONE);
    }
}
