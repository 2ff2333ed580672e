package dev.recto.local.stack;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Megabytes of heap for the pages that a worker reads with Tesseract, as many at a time as it has slots and the machine memory for. */
final class WorkerHeap {
    /** For two of the largest pages, decoded. */
    private static final int LEAST = 1024;

    /**
     * For a sheet of A4 as the worker's own {@code PagesThatFit} reckons it: at 300 dpi, ten bytes a pixel, in three quarters of the
     * heap; and what libraries make of it beside the heap.
     */
    private static final int PAGE = 120;

    private static final int BESIDE_OF_A_PAGE = 128;

    /** PostgreSQL, Kafka, S3 and an API; and of each worker what is no page. */
    private static final int PARTS = 2048;

    private static final int WORKER = 256;

    private WorkerHeap() {}

    static int megabytes(int slots, int workers) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return megabytes(slots, workers, system.getTotalMemorySize() >> 20);
    }

    /** @param main megabytes of the machine, or of the container where it has a limit */
    static int megabytes(int slots, int workers, long main) {
        long pages = ((main - PARTS) / Math.max(1, workers) - WORKER) / (PAGE + BESIDE_OF_A_PAGE);
        return (int) Math.max(LEAST, PAGE * Math.min(slots, pages));
    }
}
