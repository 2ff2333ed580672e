package dev.recto.worker.document;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits on documents, all of them the worker's own protection. */
@ConfigMapping(prefix = "recto.worker.document")
public interface DocumentConfig {
    /** Where the worker makes a folder for the documents in use; the system's folder for temporary files by default. */
    Optional<Path> directory();

    /** Largest document. */
    @WithDefault("512M")
    MemorySize maxBytes();

    /** Most pages of a document. */
    @WithDefault("1000")
    int maxPages();

    /** Most pixels of a drawn page or a decoded image; a PDF page that would have more is drawn coarser. */
    @WithDefault("50000000")
    int maxPixels();

    /** Most pixels of either side; a PDF page that would have more is drawn coarser. At most those of a JPEG, for that is what pages and parts of them are shown as. */
    @WithDefault("65500")
    int maxSide();

    /** The coarsest resolution at which a large PDF page is still drawn. */
    @WithDefault("72")
    int minDpi();

    /** Most bytes that anything but a picture inside a PDF may unpack to: a page's drawing, a font; the fonts of a page together four times that. */
    @WithDefault("32M")
    MemorySize maxContentBytes();

    /** Longest processor time to open a document; by the clock four times as long. */
    @WithDefault("15s")
    Duration openTimeout();

    /** Longest processor time to draw a page; by the clock four times as long. */
    @WithDefault("10s")
    Duration drawTimeout();

    /** Longest time to copy a document with its text. */
    @WithDefault("60s")
    Duration copyTimeout();

    /** Most pixels of a page's picture that somebody asked to see. */
    @WithDefault("2500000")
    int picturePixels();

    /** How long a page waits for others to leave it the memory that it takes, before it is tried again, until its time is over. */
    @WithDefault("2m")
    Duration heapWait();

    /** Documents being opened or pages being drawn at the same time; by default as many as there are processors, and memory for. */
    Optional<Integer> threads();

    /** Openings and drawings that hang, even when interrupted, and were given up; with one more the process ends, to be restarted. */
    @WithDefault("4")
    int maxAbandoned();

    /** Bytes of fetched documents kept for their further pages; those in use are kept beyond it. */
    @WithDefault("1G")
    MemorySize cacheBytes();

    /** Documents kept open for their further pages. */
    @WithDefault("8")
    int maxIdle();

    /** How long an unused document is kept. */
    @WithDefault("2m")
    Duration idleTime();
}
