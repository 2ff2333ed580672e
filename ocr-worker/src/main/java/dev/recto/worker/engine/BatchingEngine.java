package dev.recto.worker.engine;

import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.decode.TokenChooser;
import dev.recto.worker.graph.ModelOptions;
import dev.recto.worker.model.PreparedPage;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Continuous batching: one thread steps the model, pages join and leave its batch between steps, another thread encodes ahead. */
public final class BatchingEngine implements DecodingEngine {
    private final StepExecutor executor;
    private final EngineQueue queue;
    private final PagesRun vision = new PagesRun();
    private final PagesRun step = new PagesRun();
    private final CompletableFuture<Throwable> broken = new CompletableFuture<>();
    private final Thread stepping;
    private final Thread encoding;

    /**
     * Opens a snapshot with a cache of so many slots of so many tokens.
     *
     * @throws dev.recto.worker.snapshot.SnapshotException if the snapshot cannot be used
     */
    public static BatchingEngine open(
            Path snapshot, ModelOptions options, SchedulerLimits limits, EngineListener listener) {
        return open(snapshot, options, limits, listener, UnaryOperator.identity());
    }

    /**
     * The same.
     *
     * @param around puts something between engine and model, to measure it
     */
    public static BatchingEngine open(
            Path snapshot,
            ModelOptions options,
            SchedulerLimits limits,
            EngineListener listener,
            UnaryOperator<StepExecutor> around) {
        StepExecutor executor = SessionExecutor.open(snapshot, options, limits.slots(), limits.slotTokens());
        StepExecutor timed = new TimedExecutor(executor, listener);
        boolean sameCores = options.cuda() == null;
        StepExecutor inner = sameCores ? new TakingTurns(timed) : timed;
        return new BatchingEngine(around.apply(inner), limits, options.visionBatch(), listener);
    }

    /**
     * Takes over the executor: closing the engine closes it, and so does failing to make one.
     *
     * @param visionBatch pages that go through the vision towers together
     */
    public BatchingEngine(StepExecutor executor, SchedulerLimits limits, int visionBatch, EngineListener listener) {
        this.executor = executor;
        queue = new EngineQueue(limits, listener);
        stepping = thread("model-steps", new StepLoop(executor, queue, step, listener));
        encoding = thread("model-vision", new EncodeLoop(executor, queue, vision, visionBatch, listener));
        try {
            if (limits.slots() != executor.slots() || limits.slotTokens() != executor.slotTokens()) {
                throw new IllegalArgumentException("limits are those of another cache");
            }
            listener.opened(limits.slots(), limits.slotTokens());
            stepping.start();
            encoding.start();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Thread thread(String name, Runnable loop) {
        return Thread.ofPlatform().daemon().name(name).unstarted(() -> {
            try {
                loop.run();
            } catch (RuntimeException | Error e) {
                breakDown(e);
            }
        });
    }

    /** Whoever hears of it must not be held up by this thread's end, nor hold it up. */
    private void breakDown(Throwable why) {
        Thread.startVirtualThread(() -> broken.complete(why));
    }

    @Override
    public CompletableFuture<PageTimes> submit(PreparedPage prepared, TokenChooser chooser, Runnable taken) {
        Page page = new Page(prepared, chooser, taken, 1 + executor.draftTokens());
        EngineException.Reason refused = page.promptTokens() > executor.slotTokens()
                ? EngineException.Reason.PROMPT_TOO_LONG
                : queue.submit(page);
        if (refused == null) {
            return page.result();
        }
        taken.run();
        return CompletableFuture.failedFuture(new EngineException(refused, null));
    }

    @Override
    public CompletableFuture<?> dropCancelled() {
        queue.dropCancelled();
        return CompletableFuture.allOf(vision.stopIfInVain(), step.stopIfInVain());
    }

    @Override
    public CompletionStage<Throwable> broken() {
        return broken;
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = join(encoding) | join(stepping);
        executor.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns only when the thread has gone: the model must not be freed under it. True if interrupted meanwhile. */
    private static boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
