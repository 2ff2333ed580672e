package dev.recto.local.documents;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads in which documents are read. A process that is told to end interrupts them: they say to the service what nobody waits for any more. */
public final class ReaderThreads implements AutoCloseable {
    private static final int FAREWELL_SECONDS = 10;

    private final ExecutorService threads;

    public ReaderThreads(int atOnce) {
        threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    public <T> Future<T> submit(Callable<T> reading) {
        return threads.submit(reading);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
