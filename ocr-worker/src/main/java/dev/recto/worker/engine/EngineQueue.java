package dev.recto.worker.engine;

import dev.recto.worker.decode.Scheduler;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.decode.Sequence;
import dev.recto.worker.decode.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The scheduler, shared by those who submit pages, the encoding thread and the stepping thread. Held only to decide. */
final class EngineQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Scheduler<Page> scheduler;
    private final EngineListener listener;
    private final List<Sequence<Page>> cancelled = new ArrayList<>();
    private final Consumer<Sequence<Page>> collectCancelled = sequence -> {
        if (sequence.payload().chooser().cancelled()) {
            cancelled.add(sequence);
        }
    };
    private boolean closed;
    private boolean abandoned;

    EngineQueue(SchedulerLimits limits, EngineListener listener) {
        scheduler = new Scheduler<>(limits);
        this.listener = listener;
    }

    /** Null when the page was taken. */
    EngineException.@Nullable Reason submit(Page page) {
        lock.lock();
        try {
            if (closed) {
                return EngineException.Reason.CLOSED;
            }
            if (!scheduler.offer(new Sequence<>(page, page.promptTokens()))) {
                return EngineException.Reason.QUEUE_FULL;
            }
            changed.signalAll();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a page to encode, and takes as many as there are, up to so many; empty when none will come any more. */
    List<Sequence<Page>> awaitEncoding(int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            List<Sequence<Page>> taken = takeForEncoding(most);
            while (taken.isEmpty() && !(closed && scheduler.allEncoding())) {
                changed.await();
                taken = takeForEncoding(most);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private List<Sequence<Page>> takeForEncoding(int most) {
        List<Sequence<Page>> taken = new ArrayList<>();
        while (taken.size() < most) {
            Sequence<Page> sequence = scheduler.nextToEncode();
            if (sequence == null) {
                break;
            }
            if (sequence.payload().chooser().cancelled()) {
                drop(sequence);
            } else {
                taken.add(sequence);
            }
        }
        return taken;
    }

    /** Whether there is any use in encoding the page further: it has not failed; nor was it cancelled, else it is dropped. */
    boolean wanted(Sequence<Page> sequence) {
        lock.lock();
        try {
            if (!sequence.ended() && sequence.payload().chooser().cancelled()) {
                drop(sequence);
            }
            return !sequence.ended();
        } finally {
            lock.unlock();
        }
    }

    void encoded(Sequence<Page> sequence, EncodedPrompt prompt) {
        lock.lock();
        try {
            if (sequence.ended()) {
                prompt.close();
            } else if (abandoned) {
                prompt.close();
                scheduler.end(sequence);
                sequence.payload().fail(EngineException.Reason.CLOSED, null);
            } else {
                sequence.payload().hold(prompt);
                scheduler.encoded(sequence);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops cancelled pages and decides the next step, which may be empty. */
    Step<Page> plan() {
        lock.lock();
        try {
            dropCancelled();
            Step<Page> step = scheduler.next();
            listener.depth(scheduler.busySlots(), scheduler.waitingPages());
            return step;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the next step has something to do; false when nothing will ever come. */
    boolean awaitStep() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!scheduler.ready()) {
                if (closed && scheduler.idle()) {
                    return false;
                }
                changed.await();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void prefilled(Sequence<Page> sequence) {
        lock.lock();
        try {
            scheduler.prefilled(sequence);
        } finally {
            lock.unlock();
        }
    }

    void decoded(Sequence<Page> sequence) {
        lock.lock();
        try {
            scheduler.decoded(sequence);
        } finally {
            lock.unlock();
        }
    }

    void end(Sequence<Page> sequence) {
        lock.lock();
        try {
            if (!sequence.ended()) {
                scheduler.end(sequence);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Closes and fails whatever is left, so that nobody waits for a thread that has gone. */
    void abandon() {
        lock.lock();
        try {
            closed = true;
            abandoned = true;
            List<Sequence<Page>> left = new ArrayList<>();
            scheduler.forEach(left::add);
            for (Sequence<Page> sequence : left) {
                scheduler.end(sequence);
                sequence.payload().fail(EngineException.Reason.CLOSED, null);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Needs no lock: only the stepping thread moves slots, and only it asks. */
    @Nullable
    Sequence<Page> holder(int slot) {
        return scheduler.holder(slot);
    }

    /** On the stepping thread only: it alone knows that no step is reading these pages. */
    private void dropCancelled() {
        scheduler.forEach(collectCancelled);
        for (int i = 0; i < cancelled.size(); i++) {
            drop(cancelled.get(i));
        }
        cancelled.clear();
    }

    private void drop(Sequence<Page> sequence) {
        scheduler.end(sequence);
        sequence.payload().cancel();
        changed.signalAll();
    }
}
