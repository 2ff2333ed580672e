package dev.recto.worker.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.PageFault;
import dev.recto.model.PageSize;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.memory.PagesThatFit;
import dev.recto.worker.reader.Cancellation;
import dev.recto.worker.reader.PageFaultException;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.storage.ObjectStore;
import dev.recto.workspace.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Stored documents: what they are, and their pages. All methods block; every one ends within the limits of time, with a {@link PageNotTriedException}
 * where this worker's disk is full.
 */
public final class Documents implements AutoCloseable {
    private static final int USUAL_DPI = 300;

    private final Guard guard;
    private final DocumentCache cache;
    private final DocumentLimits limits;
    private final Duration openTimeout;
    private final Duration drawTimeout;
    private final Duration idleTime;
    private final HeapBudget heap;

    Documents(
            DocumentCache cache,
            Guard guard,
            DocumentLimits limits,
            Duration openTimeout,
            Duration drawTimeout,
            Duration idleTime,
            HeapBudget heap) {
        this.cache = cache;
        this.guard = guard;
        this.limits = limits;
        this.openTimeout = openTimeout;
        this.drawTimeout = drawTimeout;
        this.idleTime = idleTime;
        this.heap = heap;
    }

    /** Made from the configuration; {@code exhausted} is called when too many drawings hang. */
    public static Documents create(DocumentConfig config, ObjectStore store, Runnable exhausted) throws IOException {
        Path parent = config.directory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        int threads = config.threads().orElseGet(() -> PagesThatFit.here().at(USUAL_DPI));
        return new Documents(
                new DocumentCache(
                        store,
                        WorkDirectory.claim(parent, "recto-documents"),
                        config.maxBytes().asLongValue(),
                        config.cacheBytes().asLongValue(),
                        config.maxIdle()),
                new Guard(threads, config.maxAbandoned(), exhausted),
                new DocumentLimits(
                        config.maxPages(),
                        config.maxPixels(),
                        config.maxSide(),
                        config.minDpi(),
                        config.maxContentBytes().asLongValue()),
                config.openTimeout(),
                config.drawTimeout(),
                config.idleTime(),
                HeapBudget.ofThisProcess(config.heapWait()));
    }

    /** What a document is. */
    public record Probe(DocumentKind kind, List<PageSize> pages) {}

    /** @throws IOException the storage is in trouble */
    public Probe probe(StoredDocument stored) throws DocumentFaultException, IOException, InterruptedException {
        try (DocumentCache.Lease lease = cache.lease(stored)) {
            return use(lease, openTimeout, document -> new Probe(document.kind(), document.pageSizes()));
        } catch (ObjectStore.NoSuchObjectException e) {
            throw new DocumentFaultException(DocumentFault.GONE, e);
        } catch (ObjectStore.ObjectTooLargeException e) {
            throw new DocumentFaultException(DocumentFault.TOO_LARGE, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new DocumentFaultException(DocumentFault.INVALID, e);
        }
    }

    /**
     * For each page a digest of all that a reading of it depends on, empty where there is none; nothing at all where pages have none. What goes
     * wrong is not held against the document.
     *
     * @throws IOException the storage is in trouble
     */
    public List<String> contents(StoredDocument stored) throws IOException, InterruptedException {
        try (DocumentCache.Lease lease = cache.lease(stored)) {
            return use(lease, document -> run(openTimeout, document::contents));
        } catch (ObjectStore.NoSuchObjectException
                | ObjectStore.ObjectTooLargeException
                | ExecutionException
                | DocumentFaultException
                | TimeoutException e) {
            return List.of();
        }
    }

    /** A page that is wanted to the end. */
    public DocumentPage page(StoredDocument stored, int index) throws IOException, InterruptedException {
        return page(stored, index, new Cancellation());
    }

    /**
     * A page of a document that was probed before.
     *
     * @param cancellation ends its wait for room in the heap
     * @throws PageFaultException the document is gone, or can't be opened any more
     * @throws IOException the storage is in trouble
     */
    public DocumentPage page(StoredDocument stored, int index, Cancellation cancellation)
            throws IOException, InterruptedException {
        DocumentCache.Lease lease;
        try {
            lease = cache.lease(stored);
        } catch (ObjectStore.NoSuchObjectException e) {
            throw new PageFaultException(PageFault.GONE, e);
        } catch (ObjectStore.ObjectTooLargeException e) {
            throw new PageFaultException(PageFault.UNDRAWABLE, e);
        }
        try {
            record Outline(DocumentKind kind, PageSize size) {}
            Outline outline = draw(lease, document -> new Outline(document.kind(), document.pageSize(index)));
            return new DocumentPage(this, lease, index, outline.kind(), outline.size(), cancellation);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /** Makes copies; {@code exhausted} is called when too many hang. */
    public DocumentCopies copies(DocumentConfig config, ObjectStore store, ObjectMapper json, Runnable exhausted) {
        return new DocumentCopies(
                cache,
                store,
                json,
                new Guard(1, config.maxAbandoned(), exhausted),
                limits,
                config.maxBytes().asLongValue(),
                config.copyTimeout(),
                heap);
    }

    public PagePictures pictures(DocumentConfig config, ObjectStore store) {
        return new PagePictures(this, store, config.picturePixels());
    }

    /** Lets go of documents that were not used for long; to be called now and then. */
    public void evictIdle() {
        cache.evictIdle(idleTime);
    }

    /** Drawings that were given up and still run. */
    public int abandoned() {
        return guard.abandoned();
    }

    @Override
    public void close() {
        cache.close();
    }

    /**
     * Waits until there is room in the heap for a page.
     *
     * @throws PageNotTriedException other pages take it for too long
     */
    HeapBudget.Share heap(DocumentKind kind, PageSize size, int dpi, Cancellation cancellation) {
        try {
            return cancellation
                    .waiting(() -> heap.take(DecoderMemory.ofPage(kind, pixels(kind, size, dpi))))
                    .orElseThrow(() -> new PageNotTriedException(new TimeoutException()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageFaultException(PageFault.CANCELLED, e);
        }
    }

    private long pixels(DocumentKind kind, PageSize size, int dpi) {
        if (kind != DocumentKind.PDF) {
            return (long) (size.width() * size.height());
        }
        return limits.mostPixels(size, dpi);
    }

    @FunctionalInterface
    interface Drawing<T> {
        T of(OpenDocument document) throws IOException;
    }

    <T> T draw(DocumentCache.Lease lease, Drawing<T> drawing) {
        try {
            return use(lease, drawTimeout, drawing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageFaultException(PageFault.CANCELLED, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PageFaultException fault
                    ? fault
                    : new PageFaultException(PageFault.UNDRAWABLE, e.getCause());
        } catch (DocumentFaultException | TimeoutException e) {
            throw new PageFaultException(PageFault.UNDRAWABLE, e);
        }
    }

    /** What goes wrong here is not held against the pages, and does not happen again. */
    ClaimedText claimedText(DocumentCache.Lease lease, int index) {
        if (lease.conduct().isMute()) {
            return ClaimedText.NONE;
        }
        try {
            return use(lease, document -> run(drawTimeout, () -> document.textLayer(index)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PageFaultException(PageFault.CANCELLED, e);
        } catch (ExecutionException | DocumentFaultException e) {
            return ClaimedText.NONE;
        } catch (TimeoutException e) {
            lease.conduct().mute();
            return ClaimedText.NONE;
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(OpenDocument document) throws InterruptedException, ExecutionException, TimeoutException;
    }

    private <T> T use(DocumentCache.Lease lease, Duration limit, Drawing<T> drawing)
            throws InterruptedException, ExecutionException, TimeoutException, DocumentFaultException {
        return use(lease, document -> guarded(lease, limit, () -> drawing.of(document)));
    }

    /** INVARIANT: a handle that failed is never given back; whatever state it is in ends with it. */
    private <T> T use(DocumentCache.Lease lease, Use<T> use)
            throws InterruptedException, ExecutionException, TimeoutException, DocumentFaultException {
        OpenDocument document = open(lease);
        boolean used = false;
        try {
            T result = use.of(document);
            used = true;
            return result;
        } finally {
            if (used) {
                lease.giveBack(document);
            } else {
                document.close();
            }
        }
    }

    private OpenDocument open(DocumentCache.Lease lease)
            throws InterruptedException, DocumentFaultException, TimeoutException {
        OpenDocument idle = lease.take();
        if (idle != null) {
            return idle;
        }
        try {
            return guarded(lease, openTimeout, () -> DocumentOpener.open(lease.file(), lease.password(), limits));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DocumentFaultException fault) {
                throw fault;
            }
            throw new DocumentFaultException(DocumentFault.INVALID, e.getCause());
        }
    }

    private <T> T guarded(DocumentCache.Lease lease, Duration limit, Callable<T> task)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (lease.conduct().hopeless()) {
            throw new TimeoutException();
        }
        try {
            return run(limit, task);
        } catch (Guard.HungException e) {
            lease.conduct().hung();
            throw e;
        } catch (TimeoutException e) {
            lease.conduct().timedOut();
            throw e;
        }
    }

    private <T> T run(Duration limit, Callable<T> task)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return guard.run(limit, task);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PageNotTriedException full) {
                throw full;
            }
            throw e;
        }
    }
}
