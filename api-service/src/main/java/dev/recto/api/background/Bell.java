package dev.recto.api.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A thread that works in the {@link Background}, once it is started, whenever the bell was rung since it last began to, and now and then by itself, whatever fails. */
public final class Bell implements AutoCloseable {
    private final Semaphore rung = new Semaphore(0);
    private final Pace pace;
    private final BooleanSupplier work;
    private final Outage outage;
    private final Thread thread;
    private volatile boolean closed;

    public Bell(String name, Duration poll, Runnable work) {
        this(name, Pace.steady(poll), () -> {
            work.run();
            return true;
        });
    }

    /** @param work tells whether there was something to do */
    public Bell(String name, Pace pace, BooleanSupplier work) {
        this.pace = pace;
        this.work = work;
        this.outage = new Outage(name);
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> Background.run(this::run));
    }

    /** Once. One that was rung before works at once. */
    public Bell start() {
        thread.start();
        return this;
    }

    public void ring() {
        rung.release();
    }

    private void run() {
        Duration pause = pace.busy();
        while (!closed) {
            try {
                boolean wanted = rung.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                rung.drainPermits();
                boolean found = work.getAsBoolean();
                outage.over();
                pause = wanted || found ? pace.busy() : pace.longerThan(pause);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                pause = pace.busy();
                if (!closed) {
                    outage.failed(e);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
