package dev.recto.worker.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share pieces of work with the one that asks for it. They look out for more for a moment before they sleep, since
 * the products of a step follow each other closely and waking a thread takes longer than many of them; for no longer, since they
 * would keep others off the cores.
 */
final class Team implements AutoCloseable {
    /** 100 to 250 µs. */
    private static final int LOOKS = 5_000;

    private final List<Member> members = new ArrayList<>();
    private volatile @Nullable Work work;
    private volatile boolean closed;

    /** @param threads the asking one included */
    Team(int threads) {
        for (int i = 1; i < threads; i++) {
            Member member = new Member();
            member.thread = Thread.ofPlatform().daemon().name("onednn-" + i).start(member);
            members.add(member);
        }
    }

    int threads() {
        return members.size() + 1;
    }

    /** Runs all parts, in no order; returns when they have ended. One piece of work at a time. */
    synchronized void run(int parts, IntConsumer part) {
        if (parts == 1 || members.isEmpty()) {
            for (int i = 0; i < parts; i++) {
                part.accept(i);
            }
            return;
        }
        Work asked = new Work(parts, part, Thread.currentThread());
        work = asked;
        members.forEach(Member::wake);
        asked.takeParts();
        asked.awaitEnd();
        work = null;
    }

    /** A part of the work, with what belongs to one worker. */
    interface WorkerPart {
        void run(int worker, int part);
    }

    /** The same, each part by one of as many workers as there are threads; a worker has one part at a time. */
    void share(int parts, WorkerPart part) {
        AtomicInteger next = new AtomicInteger();
        run(Math.min(parts, threads()), worker -> {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                part.run(worker, i);
            }
        });
    }

    /** Operators that share a team are closed together, and each of them closes it. */
    @Override
    public void close() {
        closed = true;
        members.forEach(Member::wake);
    }

    private static final class Work {
        private final int parts;
        private final IntConsumer part;
        private final Thread asking;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private volatile boolean asleep;
        private volatile @Nullable Throwable failure;

        Work(int parts, IntConsumer part, Thread asking) {
            this.parts = parts;
            this.part = part;
            this.asking = asking;
        }

        void takeParts() {
            for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
                try {
                    part.accept(i);
                } catch (RuntimeException | Error e) {
                    failure = e;
                } finally {
                    if (ended.incrementAndGet() == parts && asleep) {
                        LockSupport.unpark(asking);
                    }
                }
            }
        }

        void awaitEnd() {
            for (int i = 0; i < LOOKS && ended.get() < parts; i++) {
                Thread.onSpinWait();
            }
            asleep = true;
            boolean interrupted = false;
            while (ended.get() < parts) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure) {
                case null -> {}
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    private final class Member implements Runnable {
        private @Nullable Thread thread;
        private volatile boolean asleep;

        @Override
        public void run() {
            @Nullable Work last = null;
            while (!closed) {
                Work found = look(last);
                if (found != null) {
                    found.takeParts();
                }
                last = found;
            }
        }

        private @Nullable Work look(@Nullable Work last) {
            for (int i = 0; i < LOOKS; i++) {
                Work found = work;
                if (found != null && found != last) {
                    return found;
                }
                Thread.onSpinWait();
            }
            asleep = true;
            while (!closed) {
                Work found = work;
                if (found != null && found != last) {
                    asleep = false;
                    return found;
                }
                LockSupport.park(this);
            }
            return null;
        }

        void wake() {
            if (asleep) {
                LockSupport.unpark(thread);
            }
        }
    }
}
