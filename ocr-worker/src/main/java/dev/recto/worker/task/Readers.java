package dev.recto.worker.task;

import dev.recto.worker.reader.PageReader;
import java.util.ArrayList;
import java.util.List;

/** The engines of this process, which may be closed while some are still being opened. */
final class Readers {
    private final List<PageReader> open = new ArrayList<>();
    private boolean closed;

    /** False when all have been closed, and so are these. */
    synchronized boolean add(List<PageReader> opened) {
        if (closed) {
            opened.forEach(PageReader::close);
            return false;
        }
        open.addAll(opened);
        return true;
    }

    synchronized List<PageReader> all() {
        return List.copyOf(open);
    }

    synchronized void close() {
        closed = true;
        open.forEach(PageReader::close);
        open.clear();
    }
}
