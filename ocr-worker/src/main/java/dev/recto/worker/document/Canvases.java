package dev.recto.worker.document;

import dev.recto.model.PageFault;
import dev.recto.worker.reader.PageFaultException;

/** Layers in layers, each a picture of its own until it is merged: together no more than half the heap. */
final class Canvases {
    private static final int BYTES_PER_PIXEL = 4;

    private final long maxPixels;
    private long pixels;

    Canvases() {
        this(Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_PIXEL);
    }

    Canvases(long maxPixels) {
        this.maxPixels = maxPixels;
    }

    void open(long more) {
        if (more > maxPixels - pixels) {
            throw new PageFaultException(PageFault.UNDRAWABLE);
        }
        pixels += more;
    }

    void close(long less) {
        pixels -= less;
    }
}
