package dev.recto.api.background;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A thread that works whenever the bell was rung since it last began to, and now and then by itself. */
public final class Bell implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Bell.class);

    private final Semaphore rung = new Semaphore(0);
    private final Duration poll;
    private final Runnable work;
    private final Thread thread;
    private volatile boolean closed;

    public Bell(String name, Duration poll, Runnable work) {
        this.poll = poll;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
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
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warnf(
                            e,
                            "%s failed and is tried again",
                            Thread.currentThread().getName());
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
