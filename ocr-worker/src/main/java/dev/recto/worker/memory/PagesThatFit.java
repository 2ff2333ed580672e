package dev.recto.worker.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many pages of paper can be under way at a time where each has a thread: a container without a limit of processors shows all
 * of its machine's, however little memory it has.
 *
 * @param heap how far it may grow
 * @param main memory of the machine, or of the container where it has a limit
 */
public record PagesThatFit(int processors, long heap, long main) {
    /** Of a page while it is read: its picture, what it was drawn on or decoded to, and what is made of it in gray. */
    public static final int BYTES_PER_PIXEL = 10;

    private static final double A4_SQUARE_INCHES = 8.27 * 11.69;

    /** Of main memory, beside the heap: the machine's own, and of each page what libraries make of it. */
    private static final long BESIDE = 256L << 20;

    private static final long BESIDE_OF_A_PAGE = 128L << 20;

    public static PagesThatFit here() {
        Runtime runtime = Runtime.getRuntime();
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new PagesThatFit(runtime.availableProcessors(), runtime.maxMemory(), system.getTotalMemorySize());
    }

    /** At least one, and no more than there are processors. */
    public int at(int dpi) {
        long inHeap = HeapBudget.forPages(heap) / (long) (A4_SQUARE_INCHES * dpi * dpi * BYTES_PER_PIXEL);
        long beside = (main - heap - BESIDE) / BESIDE_OF_A_PAGE;
        return (int) Math.clamp(Math.min(inHeap, beside), 1, processors);
    }
}
