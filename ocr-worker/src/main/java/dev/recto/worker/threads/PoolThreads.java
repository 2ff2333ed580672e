package dev.recto.worker.threads;

import java.util.concurrent.ThreadFactory;

/**
 * Daemon threads that outlive the task which happens to start them. INVARIANT: they take on nothing of it, such as what its lines in the
 * log are about; only the class loader, which Java leaves out together with the rest.
 */
public final class PoolThreads {
    private PoolThreads() {}

    /** Threads of this name and a number. */
    public static ThreadFactory named(String name) {
        ThreadFactory threads = Thread.ofPlatform()
                .daemon()
                .name(name + "-", 0)
                .inheritInheritableThreadLocals(false)
                .factory();
        return task -> {
            Thread thread = threads.newThread(task);
            thread.setContextClassLoader(PoolThreads.class.getClassLoader());
            return thread;
        };
    }
}
