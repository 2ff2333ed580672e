package dev.recto.worker.scan;

import dev.recto.worker.image.RgbImage;
import dev.recto.worker.threads.Futures;
import dev.recto.worker.threads.PoolThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Finds out which way up pages stand that were drawn for others, some at a time, on threads of its own. */
public final class Orientations implements AutoCloseable {
    /** A4 at 256 dots per inch: in a picture of half as many small type seems to stand on its head. */
    private static final int LONGEST_SIDE = 3000;

    private static final int DPI = 256;
    private static final double MOST_ENLARGED = 3;
    /** Shorter sides hold no text that could be told. */
    private static final int LEAST_SIDE = 100;

    private final double certainty;
    private final ExecutorService threads;
    private final BlockingQueue<Orientation> idle;

    /** @param certainty in Tesseract's measure, above which a page is taken for turned */
    public Orientations(int slots, double certainty) {
        this.certainty = certainty;
        this.threads = Executors.newFixedThreadPool(slots, PoolThreads.named("orientation"));
        this.idle = new ArrayBlockingQueue<>(slots);
        try {
            for (int i = 0; i < slots; i++) {
                idle.add(Orientation.bundled());
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Blocks. How the page must be turned to stand upright; not at all where that is uncertain. */
    public Turn of(RgbImage page) {
        return Futures.join(CompletableFuture.supplyAsync(() -> look(page), threads));
    }

    private Turn look(RgbImage page) {
        double factor = Math.min(MOST_ENLARGED, (double) LONGEST_SIDE / Math.max(page.width(), page.height()));
        if (Math.min(page.width(), page.height()) * factor < LEAST_SIDE) {
            return Turn.NONE;
        }
        GrayImage large = GrayImage.of(page).scaled(factor);
        GrayImage even = Light.isUneven(large) ? Light.even(large) : large;
        Orientation orientation = idle.remove();
        try {
            return orientation.of(even, DPI, certainty);
        } finally {
            idle.add(orientation);
        }
    }

    @Override
    public void close() {
        threads.close();
        idle.forEach(Orientation::close);
    }
}
