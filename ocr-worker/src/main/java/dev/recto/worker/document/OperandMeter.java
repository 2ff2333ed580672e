package dev.recto.worker.document;

import com.sun.management.ThreadMXBean;
import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;
import java.lang.management.ManagementFactory;

/**
 * Bounds what a page's content makes its parser keep: all operands until the next operator. The thread's own count of allocated
 * bytes tells how much that is. For one thread at a time.
 */
final class OperandMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MAX_BYTES = 64 << 20;

    /** Some two million objects. */
    private static final long MAX_BYTES_OF_INDEX = 256 << 20;

    private boolean began;
    private long allocated;

    /** An operator was reached: what was kept for the last one is free. */
    void operator() {
        began = false;
    }

    /** Some of the content was parsed. */
    void parsed() {
        check(MAX_BYTES);
    }

    /** Some of the file's index was read, whose entries may have no bytes at all. */
    void indexed() {
        check(MAX_BYTES_OF_INDEX);
    }

    private void check(long most) {
        long now = THREADS.getCurrentThreadAllocatedBytes();
        if (!began) {
            began = true;
            allocated = now;
        } else if (now - allocated > most) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
    }
}
