package dev.recto.tools.bench;

import dev.recto.worker.engine.BatchingEngine;
import dev.recto.worker.engine.PageTimes;
import dev.recto.worker.model.PreparedPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Pages read one after the other, a fixed number in flight.
 *
 * @param wallNanos from the first submission to the last answer
 * @param latencies of the pages in nanoseconds, in ascending order
 * @param firstTokenNanos mean, from submission to the end of prefill
 */
record Round(long wallNanos, long cpuNanos, long[] latencies, double firstTokenNanos) {
    static Round of(BatchingEngine engine, PreparedPage page, int pages, int inFlight, int newTokens) {
        Semaphore room = new Semaphore(inFlight);
        List<CompletableFuture<PageTimes>> results = new ArrayList<>();
        long[] latencies = new long[pages];
        long cpu = ProcessUsage.cpuNanos();
        long began = System.nanoTime();
        for (int i = 0; i < pages; i++) {
            room.acquireUninterruptibly();
            int index = i;
            long submitted = System.nanoTime();
            results.add(engine.submit(page, new FixedLength(newTokens)).whenComplete((times, fault) -> {
                latencies[index] = System.nanoTime() - submitted;
                room.release();
            }));
        }
        double firstToken = results.stream()
                .map(CompletableFuture::join)
                .mapToLong(times -> times.toFirstToken().toNanos())
                .average()
                .orElseThrow();
        long wall = System.nanoTime() - began;
        Arrays.sort(latencies);
        return new Round(wall, ProcessUsage.cpuNanos() - cpu, latencies, firstToken);
    }

    /** The latency that so many of a hundred pages stay within. */
    long percentile(int percent) {
        return latencies[Math.max(0, Math.ceilDiv(latencies.length * percent, 100) - 1)];
    }
}
