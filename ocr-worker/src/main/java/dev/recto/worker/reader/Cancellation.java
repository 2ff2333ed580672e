package dev.recto.worker.reader;

import dev.recto.model.PageFault;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells a reading to stop, once, and why. Thread-safe. */
public final class Cancellation {
    private static final Logger LOG = Logger.getLogger(Cancellation.class);

    private final List<Runnable> listeners = new ArrayList<>();
    private volatile @Nullable PageFault reason;

    /** Requests the end of the reading; later requests change nothing. */
    public void request(PageFault why) {
        List<Runnable> woken;
        synchronized (listeners) {
            if (reason != null) {
                return;
            }
            reason = why;
            woken = List.copyOf(listeners);
            listeners.clear();
        }
        woken.forEach(Cancellation::run);
    }

    /** INVARIANT: whatever one listener throws, the others hear of the end, and so does whoever comes after the one who requests it. */
    private static void run(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    "The end of a page was not heard by everybody: %s",
                    e.getClass().getName());
        }
    }

    public boolean requested() {
        return reason != null;
    }

    /** Null until the end was requested. */
    public @Nullable PageFault reason() {
        return reason;
    }

    /** To be called between steps. */
    public void throwIfRequested() {
        PageFault why = reason;
        if (why != null) {
            throw new PageFaultException(why);
        }
    }

    @FunctionalInterface
    public interface Waiting<T> {
        T run() throws InterruptedException;
    }

    /** Has this thread wait for something, but for no longer than until the end is requested; then it throws, as between steps. */
    public <T> T waiting(Waiting<T> wait) throws InterruptedException {
        Waiter waiter = new Waiter(Thread.currentThread());
        onRequest(waiter::wake);
        try {
            return wait.run();
        } catch (InterruptedException e) {
            throwIfRequested();
            throw e;
        } finally {
            waiter.leave();
        }
    }

    /** A thread that is interrupted while it waits, and at no other time. */
    private static final class Waiter {
        private final Thread thread;
        private boolean waits = true;
        private boolean woken;

        Waiter(Thread thread) {
            this.thread = thread;
        }

        synchronized void wake() {
            if (waits) {
                woken = true;
                thread.interrupt();
            }
        }

        synchronized void leave() {
            waits = false;
            if (woken) {
                Thread.interrupted();
            }
        }
    }

    /** Runs the listener on the thread that requests the end, or at once if that has happened. It must be quick. */
    public void onRequest(Runnable listener) {
        synchronized (listeners) {
            if (reason == null) {
                listeners.add(listener);
                return;
            }
        }
        run(listener);
    }
}
