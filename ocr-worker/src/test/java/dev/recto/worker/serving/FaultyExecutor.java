package dev.recto.worker.serving;

import dev.recto.worker.decode.DecodeBatch;
import dev.recto.worker.engine.DelegatingExecutor;
import dev.recto.worker.engine.StepExecutor;
import dev.recto.worker.model.Features;
import dev.recto.worker.model.ImageView;
import dev.recto.worker.onnx.Stop;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A real model whose decoder fails as often as a test says, and whose vision towers hang until a test lets go of them. */
final class FaultyExecutor implements DelegatingExecutor {
    /** Decodes to come that fail. */
    final AtomicInteger failures = new AtomicInteger();

    final AtomicInteger failed = new AtomicInteger();
    /** Runs of the vision towers that have begun. */
    final Semaphore begun = new Semaphore(0);

    volatile CountDownLatch hanging = new CountDownLatch(0);

    /** Larger views don't fit the memory. */
    volatile int mostValues = Integer.MAX_VALUE;

    private final StepExecutor model;

    FaultyExecutor(StepExecutor model) {
        this.model = model;
    }

    @Override
    public StepExecutor executor() {
        return model;
    }

    @Override
    public List<Features> encode(List<ImageView> views, Stop stop) {
        begun.release();
        await(hanging);
        if (views.stream().anyMatch(view -> view.values().length > mostValues)) {
            throw new IllegalStateException("CUDA out of memory: caused by a test");
        }
        return model.encode(views, stop);
    }

    private static void await(CountDownLatch latch) {
        boolean released = latch.getCount() == 0;
        while (!released) {
            try {
                latch.await();
                released = true;
            } catch (InterruptedException unheeded) {
                released = latch.getCount() == 0;
            }
        }
    }

    @Override
    public void decode(DecodeBatch batch, Stop stop) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            failed.incrementAndGet();
            throw new IllegalStateException("CUDA error 700: caused by a test");
        }
        model.decode(batch, stop);
    }
}
