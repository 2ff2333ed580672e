package dev.recto.worker.engine;

import dev.recto.worker.decode.Scheduler;
import dev.recto.worker.decode.SchedulerLimits;
import dev.recto.worker.decode.Sequence;
import dev.recto.worker.decode.Step;
import java.util.ArrayList;
import java.util.Collection;
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
    private boolean withoutEncoding;

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
            dropIdle();
            Sequence<Page> sequence = new Sequence<>(page, page.promptTokens());
            if (!scheduler.offer(sequence)) {
                return EngineException.Reason.QUEUE_FULL;
            }
            dropIfCancelled(sequence);
            changed.signalAll();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a page to encode, and takes as many as there are, up to so many; false when none will come any more. */
    boolean awaitEncoding(Collection<Sequence<Page>> taken, int most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            takeForEncoding(taken, most);
            while (taken.isEmpty() && !(closed && scheduler.allEncoding())) {
                changed.await();
                takeForEncoding(taken, most);
            }
            return !taken.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** INVARIANT: a sequence that is being encoded is among those taken, whatever its chooser throws. */
    private void takeForEncoding(Collection<Sequence<Page>> taken, int most) {
        while (taken.size() < most) {
            Sequence<Page> sequence = scheduler.nextToEncode();
            if (sequence == null) {
                break;
            }
            taken.add(sequence);
            dropIfCancelled(sequence);
            if (sequence.ended()) {
                taken.remove(sequence);
            }
        }
    }

    /** Whether there is any use in going on with the page: it has not failed; nor was it cancelled, else it is dropped. */
    boolean wanted(Sequence<Page> sequence) {
        lock.lock();
        try {
            dropIfCancelled(sequence);
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
                dropIfCancelled(sequence);
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
            dropAllCancelled();
            Step<Page> step = scheduler.next();
            tellDepth();
            return step;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the next step has something to do; false when nothing will ever come. */
    boolean awaitStep() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!scheduler.ready() && !withoutEncoding) {
                tellDepth();
                if (closed && scheduler.idle()) {
                    return false;
                }
                changed.await();
            }
            return !withoutEncoding;
        } finally {
            lock.unlock();
        }
    }

    private void tellDepth() {
        listener.depth(scheduler.busySlots(), scheduler.cachedTokens(), scheduler.waitingPages());
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

    void takeBack(Sequence<Page> sequence, int tokens) {
        lock.lock();
        try {
            scheduler.takeBack(sequence, tokens);
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

    /** The encoding thread has gone and left these; the stepping thread follows, for what is in slots is its own. */
    void abandonEncoding(Collection<Sequence<Page>> inTheTowers) {
        lock.lock();
        try {
            closed = true;
            withoutEncoding = true;
            List<Sequence<Page>> left = new ArrayList<>(inTheTowers);
            scheduler.forEachIdle(left::add);
            left.forEach(this::failUntried);
        } finally {
            lock.unlock();
        }
    }

    private void failUntried(Sequence<Page> sequence) {
        if (!sequence.ended()) {
            scheduler.end(sequence);
            sequence.payload().fail(EngineException.Reason.CLOSED, null);
        }
        changed.signalAll();
    }

    /** The stepping thread has gone: closes and fails whatever is left, so that nobody waits for it. */
    void abandon() {
        lock.lock();
        try {
            closed = true;
            abandoned = true;
            List<Sequence<Page>> left = new ArrayList<>();
            scheduler.forEach(left::add);
            left.forEach(this::failUntried);
        } finally {
            lock.unlock();
        }
    }

    /** Needs no lock: only the stepping thread moves slots, and only it asks. */
    @Nullable
    Sequence<Page> holder(int slot) {
        return scheduler.holder(slot);
    }

    /** Drops those that nobody is working on. On any thread. */
    void dropCancelled() {
        lock.lock();
        try {
            dropIdle();
        } finally {
            lock.unlock();
        }
    }

    private void dropIdle() {
        scheduler.forEachIdle(collectCancelled);
        dropCollected();
    }

    /** On the stepping thread only: it alone knows that no step is reading the pages in slots. */
    private void dropAllCancelled() {
        scheduler.forEach(collectCancelled);
        dropCollected();
    }

    private void dropCollected() {
        for (int i = 0; i < cancelled.size(); i++) {
            if (!cancelled.get(i).ended()) {
                drop(cancelled.get(i));
            }
        }
        cancelled.clear();
    }

    private void dropIfCancelled(Sequence<Page> sequence) {
        if (!sequence.ended() && sequence.payload().chooser().cancelled()) {
            drop(sequence);
        }
    }

    private void drop(Sequence<Page> sequence) {
        scheduler.end(sequence);
        sequence.payload().cancel();
        changed.signalAll();
    }
}
