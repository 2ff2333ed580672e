package dev.recto.api.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A thread that works in the {@link Background} whenever the bell was rung since it last began to, and now and then by itself, whatever fails. */
public final class Bell implements AutoCloseable {
    private final Semaphore rung = new Semaphore(0);
    private final Duration poll;
    private final Runnable work;
    private final Outage outage;
    private final Thread thread;
    private volatile boolean closed;

    public Bell(String name, Duration poll, Runnable work) {
        this.poll = poll;
        this.work = work;
        this.outage = new Outage(name);
        this.thread = Thread.ofVirtual().name(name).start(() -> Background.run(this::run));
    }

    public void ring() {
        rung.release();
    }

    private void run() {
        while (!closed) {
            try {
                if (rung.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    rung.drainPermits();
                }
                work.run();
                outage.over();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
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
