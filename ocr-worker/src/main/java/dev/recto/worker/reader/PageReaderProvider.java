package dev.recto.worker.reader;

import java.util.List;

/**
 * One kind of engine. Each CDI bean of this type is asked once at start, on a thread that may block; the worker serves
 * tasks and reports itself ready when all have answered.
 */
public interface PageReaderProvider {
    /**
     * Loads and warms what is configured; empty when nothing of this kind is. A failure ends the worker.
     *
     * @throws UnusableModelException what is configured is not there or not what it should be
     */
    List<PageReader> open();
}
