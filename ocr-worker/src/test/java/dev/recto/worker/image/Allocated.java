package dev.recto.worker.image;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What came out, and the bytes of heap that its thread asked for meanwhile, whatever was free. */
public record Allocated<T>(T result, long bytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public static <T> Allocated<T> by(Supplier<T> work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = work.get();
        return new Allocated<>(result, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
}
