package dev.recto.local.bench;

import java.time.Duration;
import java.util.Map;

/**
 * Workers whose engine does nothing for a while, many in a process. INVARIANT: however many they are, together they read so many pages a
 * second; of the more there are, each reads the slower.
 */
record Fleet(int workers, int pagesPerSecond) {
    private static final int SLOTS = 2;
    private static final int MOST_IN_A_PROCESS = 100;

    int processes() {
        return Math.ceilDiv(workers, MOST_IN_A_PROCESS);
    }

    /** What a page takes. */
    Duration pageTime() {
        return Duration.ofSeconds((long) workers * SLOTS).dividedBy(pagesPerSecond);
    }

    /** Documents that have each slot taken, and some more on their way. */
    int documentsInFlight() {
        return workers * SLOTS + 2 * pagesPerSecond;
    }

    /** Patience included: what takes its turn behind a whole window must not be overdue. */
    Map<String, String> settings() {
        return Map.of(
                PlatformBench.ENABLED,
                "true",
                "recto.worker.tesseract.enabled",
                "false",
                "recto.worker.instances",
                Integer.toString(Math.ceilDiv(workers, processes())),
                "recto.worker.none.slots",
                Integer.toString(SLOTS),
                "recto.worker.none.time",
                pageTime().toString(),
                "recto.limits.concurrent-requests",
                Integer.toString(2 * documentsInFlight()),
                "recto.jobs.page-timeout",
                "30m",
                "recto.ocr.wait-time",
                "30m");
    }
}
