package dev.recto.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Repeats a request for a while, keeping a given number of them in flight. */
record Load(Callable<?> request) {
    Latencies run(int inFlight, Duration time) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        long end = began + time.toNanos();
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<List<Long>>>();
            for (int sender = 0; sender < inFlight; sender++) {
                running.add(senders.submit(() -> repeat(end)));
            }
            var all = new ArrayList<Long>();
            for (var sender : running) {
                all.addAll(sender.get());
            }
            return new Latencies(
                    all.stream().mapToLong(Long::longValue).toArray(), Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private List<Long> repeat(long end) throws Exception {
        var times = new ArrayList<Long>();
        for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
            request.call();
            times.add(System.nanoTime() - start);
        }
        return times;
    }
}
