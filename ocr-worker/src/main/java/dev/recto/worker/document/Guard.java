package dev.recto.worker.document;

import dev.recto.worker.threads.PoolThreads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs what hostile files can bring to a halt: each task has a thread to itself, at most so many run at once. One that takes
 * too long is interrupted, and given up if it does not heed that, its place is free again. When too many have been given up
 * and still run, the process is beyond help: {@code exhausted} is called.
 */
final class Guard {
    /** What heeds an interrupt does so in this time. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** So many times its limit a task may take by the clock, if it got little of the processors meanwhile. */
    private static final int PATIENCE = 4;

    private static final long SHORTEST_WAIT_NANOS = 10_000_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Semaphore places;
    private final int maxAbandoned;
    private final Runnable exhausted;
    private final AtomicInteger abandoned = new AtomicInteger();
    private final Executor threads = Executors.newCachedThreadPool(PoolThreads.named("document"));

    Guard(int threads, int maxAbandoned, Runnable exhausted) {
        this.places = new Semaphore(threads, true);
        this.maxAbandoned = maxAbandoned;
        this.exhausted = exhausted;
    }

    /** The task ran longer than the limit and did not end when interrupted. */
    static final class HungException extends TimeoutException {}

    /**
     * @param limit of processor time; what only waits, for a processor or else, has {@value PATIENCE} times as long
     * @throws TimeoutException the task ran longer than the limit; waiting for a place does not count
     * @throws ExecutionException with what the task threw, errors such as StackOverflowError and OutOfMemoryError too
     */
    <T> T run(Duration limit, Callable<T> task) throws InterruptedException, TimeoutException, ExecutionException {
        return run(limit, limit.multipliedBy(PATIENCE), task);
    }

    /** For what nobody waits for any longer: the limit is one by the clock, whatever held the task up. */
    <T> T runWithin(Duration time, Callable<T> task) throws InterruptedException, TimeoutException, ExecutionException {
        return run(time, time, task);
    }

    private <T> T run(Duration limit, Duration patience, Callable<T> task)
            throws InterruptedException, TimeoutException, ExecutionException {
        places.acquire();
        Guarded<T> guarded = new Guarded<>(task);
        try {
            threads.execute(guarded.future);
            return guarded.within(limit, patience);
        } catch (TimeoutException e) {
            if (!guarded.endsWhenInterrupted()) {
                guarded.abandon();
                throw new HungException();
            }
            throw e;
        } catch (InterruptedException e) {
            guarded.abandon();
            throw e;
        } finally {
            places.release();
        }
    }

    int abandoned() {
        return abandoned.get();
    }

    /** Processor time of a thread since then. */
    private record Work(long thread, long before) {
        static Work begin() {
            return new Work(Thread.currentThread().threadId(), THREADS.getCurrentThreadCpuTime());
        }

        long nanos() {
            return THREADS.getThreadCpuTime(thread) - before;
        }
    }

    /** A task that knows whether anybody still waits for it. */
    private final class Guarded<T> {
        private final FutureTask<T> future;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile @Nullable Work work;
        private boolean runs;
        private boolean givenUp;
        private boolean left;

        Guarded(Callable<T> task) {
            this.future = new FutureTask<>(() -> {
                begin();
                try {
                    return task.call();
                } finally {
                    end();
                }
            });
        }

        /** A busy machine is no fault of the task's. */
        T within(Duration limit, Duration patience) throws InterruptedException, TimeoutException, ExecutionException {
            long latest = System.nanoTime() + patience.toNanos();
            long wait = limit.toNanos();
            while (true) {
                try {
                    return future.get(wait, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    Work begun = work;
                    long left = limit.toNanos() - (begun == null ? 0 : begun.nanos());
                    long untilLatest = latest - System.nanoTime();
                    if (left <= 0 || untilLatest <= 0) {
                        throw e;
                    }
                    wait = Math.min(Math.max(left, SHORTEST_WAIT_NANOS), untilLatest);
                }
            }
        }

        boolean endsWhenInterrupted() throws InterruptedException {
            return !giveUp() || over.await(GRACE.toNanos(), TimeUnit.NANOSECONDS);
        }

        synchronized void abandon() {
            if (!giveUp()) {
                return;
            }
            left = true;
            if (abandoned.incrementAndGet() > maxAbandoned) {
                exhausted.run();
            }
        }

        /** INVARIANT: what was given up before it began never does, for nobody would hear of its end. Whether it runs. */
        private synchronized boolean giveUp() {
            givenUp = true;
            future.cancel(true);
            return runs;
        }

        private synchronized void begin() {
            if (givenUp) {
                throw new CancellationException();
            }
            runs = true;
            work = Work.begin();
        }

        private synchronized void end() {
            runs = false;
            over.countDown();
            if (left) {
                abandoned.decrementAndGet();
            }
        }
    }
}
