package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An executor whose vision towers and steps want the same cores: one runs at a time, with all of them, in order of asking.
 * Side by side, each would wait at every barrier for threads that the other keeps off the cores.
 */
final class TakingTurns implements DelegatingExecutor {
    /** After which a run that waits looks whether it is still wanted. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    private final StepExecutor executor;
    private final ReentrantLock cores = new ReentrantLock(true);

    TakingTurns(StepExecutor executor) {
        this.executor = executor;
    }

    @Override
    public StepExecutor executor() {
        return executor;
    }

    @Override
    public List<Features> encode(List<ImageView> views, Stop stop) {
        takeCores(stop);
        try {
            return executor.encode(views, stop);
        } finally {
            cores.unlock();
        }
    }

    @Override
    public EncodedPrompt prompt(PreparedPage page, List<Features> features) {
        cores.lock();
        try {
            return executor.prompt(page, features);
        } finally {
            cores.unlock();
        }
    }

    @Override
    public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        inTurn(stop, () -> executor.prefill(slot, prompt, from, count, stop));
    }

    @Override
    public void decode(DecodeBatch batch, Stop stop) {
        inTurn(stop, () -> executor.decode(batch, stop));
    }

    private void inTurn(Stop stop, Runnable run) {
        takeCores(stop);
        try {
            run.run();
        } finally {
            cores.unlock();
        }
    }

    /** The other one's run may be long, and for a page that somebody waits for. */
    private void takeCores(Stop stop) {
        try {
            while (!cores.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                stop.throwIfRequested();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("an engine's thread was interrupted", e);
        }
    }

    @Override
    public void draft(DecodeBatch batch, Stop stop) {
        inTurn(stop, () -> executor.draft(batch, stop));
    }
}
