package dev.recto.worker.document;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recto.model.DocumentFault;
import dev.recto.model.DocumentKind;
import dev.recto.model.ObjectKeys;
import dev.recto.model.PageText;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.reader.PageNotTriedException;
import dev.recto.worker.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Copies of documents with their text beneath, see {@link OpenDocument#copy}: one at a time, beside all that is drawn. Blocks. */
public final class DocumentCopies {
    private static final String PDF = "application/pdf";

    private final DocumentCache cache;
    private final ObjectStore store;
    private final ObjectMapper json;
    private final Guard guard;
    private final DocumentLimits limits;
    private final long maxTextBytes;
    private final Duration timeout;
    private final HeapBudget heap;
    private final CopyTurn turn;

    DocumentCopies(
            DocumentCache cache,
            ObjectStore store,
            ObjectMapper json,
            Guard guard,
            DocumentLimits limits,
            long maxTextBytes,
            Duration timeout,
            HeapBudget heap) {
        this.cache = cache;
        this.store = store;
        this.json = json;
        this.guard = guard;
        this.limits = limits;
        this.maxTextBytes = maxTextBytes;
        this.timeout = timeout;
        this.heap = heap;
        turn = new CopyTurn(store);
    }

    /**
     * Stores the copy of which the text is stored, or why there is to be none; see {@link CopyTurn#make}.
     *
     * @throws IOException the storage is in trouble or this worker's disk full, or pages that are read have all heap
     */
    public Optional<DocumentFault> make(StoredDocument document, UUID job, UUID copy, Instant deadline)
            throws IOException, InterruptedException {
        return turn.make(job, copy, deadline, () -> copy(document, job, copy, deadline));
    }

    private Duration atMost(Duration left) {
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    private void copy(StoredDocument document, UUID job, UUID copy, Instant deadline)
            throws DocumentFaultException, IOException, InterruptedException {
        try (DocumentCache.Lease lease = cache.lease(document)) {
            Path text = lease.file().resolveSibling("text-" + copy);
            Path target = lease.file().resolveSibling("copy-" + copy);
            try {
                store.fetch(ObjectKeys.copyText(job, copy), text, maxTextBytes);
                copy(lease, deadline, text, target);
                if (turn.isWanted(job, copy, deadline)) {
                    store.put(ObjectKeys.copyDocument(job, copy), PDF, target);
                }
            } finally {
                Files.deleteIfExists(text);
                Files.deleteIfExists(target);
            }
        } catch (ObjectStore.NoSuchObjectException e) {
            throw new DocumentFaultException(DocumentFault.GONE, e);
        } catch (ObjectStore.ObjectTooLargeException | TimeoutException e) {
            // It was read, so it is sound; it is more than can be copied in the time
            throw new DocumentFaultException(DocumentFault.TOO_LARGE, e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DocumentFaultException fault -> throw fault;
                case PageNotTriedException full -> throw new IOException(full);
                case null, default -> throw new DocumentFaultException(DocumentFault.INVALID, e);
            }
        }
    }

    private void copy(DocumentCache.Lease lease, Instant deadline, Path text, Path target)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (OpenDocument document =
                        within(deadline, () -> DocumentOpener.open(lease.file(), lease.password(), limits));
                HeapBudget.Share _ = heap.take(heapOf(document, lease), CopyTurn.until(deadline))
                        .orElseThrow(() -> new IOException("pages that are read have all heap"))) {
            within(deadline, () -> copied(document, text, target));
        }
    }

    private <T> T within(Instant deadline, Callable<T> task)
            throws InterruptedException, ExecutionException, TimeoutException {
        return guard.runWithin(atMost(CopyTurn.until(deadline)), task);
    }

    /** Of the largest picture, for they are drawn one after the other; of a PDF, of which no page is drawn, what is in its file. */
    private static long heapOf(OpenDocument document, DocumentCache.Lease lease) throws IOException {
        return document.kind() == DocumentKind.PDF
                ? Files.size(lease.file())
                : document.pageSizes().stream()
                        .mapToLong(size -> DecoderMemory.ofPage(document.kind(), (long) (size.width() * size.height())))
                        .max()
                        .orElse(0);
    }

    /** One page's text is in memory at a time. */
    private @Nullable Void copied(OpenDocument document, Path text, Path target) throws IOException {
        try (MappingIterator<PageText> texts = json.readerFor(PageText.class).readValues(text.toFile())) {
            document.copy(texts, target);
        }
        return null;
    }
}
