package dev.recto.worker.document;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what hostile files can bring to a halt: each task on a thread of its own, at most so many at once. One that takes
 * too long is interrupted and given up, its place is free again. When too many have been given up and still run, the
 * process is beyond help: {@code exhausted} is called.
 */
final class Guard {
    private final Semaphore places;
    private final int maxAbandoned;
    private final Runnable exhausted;
    private final AtomicInteger abandoned = new AtomicInteger();

    Guard(int threads, int maxAbandoned, Runnable exhausted) {
        this.places = new Semaphore(threads, true);
        this.maxAbandoned = maxAbandoned;
        this.exhausted = exhausted;
    }

    /**
     * @throws TimeoutException the task ran longer than the limit; waiting for a place does not count
     * @throws ExecutionException with what the task threw, errors such as StackOverflowError and OutOfMemoryError too
     */
    <T> T run(Duration limit, Callable<T> task) throws InterruptedException, TimeoutException, ExecutionException {
        places.acquire();
        FutureTask<T> future = new FutureTask<>(task);
        Guarded guarded = new Guarded(future);
        try {
            guarded.thread.start();
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            guarded.abandon();
            throw e;
        } finally {
            places.release();
        }
    }

    int abandoned() {
        return abandoned.get();
    }

    /** A task's thread, which knows whether anybody still waits for it. */
    private final class Guarded {
        private final Thread thread;
        private boolean left;
        private boolean ended;

        Guarded(FutureTask<?> task) {
            this.thread = Thread.ofPlatform().daemon().name("document").unstarted(() -> {
                task.run();
                end();
            });
        }

        synchronized void abandon() {
            if (ended) {
                return;
            }
            left = true;
            thread.interrupt();
            if (abandoned.incrementAndGet() > maxAbandoned) {
                exhausted.run();
            }
        }

        private synchronized void end() {
            ended = true;
            if (left) {
                abandoned.decrementAndGet();
            }
        }
    }
}
