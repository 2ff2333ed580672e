package dev.recto.worker.engine;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.decode.StepOutput;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.model.PreparedPage;
import dev.recto.worker.onnx.Stop;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An executor whose vision towers and steps want the same cores: one runs at a time, with all of them, in order of asking.
 * Side by side, each would wait at every barrier for threads that the other keeps off the cores.
 */
final class TakingTurns implements StepExecutor {
    private final StepExecutor executor;
    private final ReentrantLock cores = new ReentrantLock(true);

    TakingTurns(StepExecutor executor) {
        this.executor = executor;
    }

    @Override
    public int slots() {
        return executor.slots();
    }

    @Override
    public int slotTokens() {
        return executor.slotTokens();
    }

    @Override
    public List<float[]> encode(List<ImageView> views, Stop stop) {
        cores.lock();
        try {
            return executor.encode(views, stop);
        } finally {
            cores.unlock();
        }
    }

    @Override
    public EncodedPrompt prompt(PreparedPage page, List<float[]> features) {
        cores.lock();
        try {
            return executor.prompt(page, features);
        } finally {
            cores.unlock();
        }
    }

    @Override
    public void prefill(int slot, EncodedPrompt prompt, int from, int count, Stop stop) {
        cores.lock();
        try {
            executor.prefill(slot, prompt, from, count, stop);
        } finally {
            cores.unlock();
        }
    }

    @Override
    public void decode(DecodeBatch batch, Stop stop) {
        cores.lock();
        try {
            executor.decode(batch, stop);
        } finally {
            cores.unlock();
        }
    }

    @Override
    public StepOutput output(int slot) {
        return executor.output(slot);
    }

    @Override
    public void close() {
        executor.close();
    }
}
