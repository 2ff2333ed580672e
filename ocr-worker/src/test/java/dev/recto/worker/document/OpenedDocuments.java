package dev.recto.worker.document;

import dev.recto.model.PageFlag;
import dev.recto.worker.memory.HeapBudget;
import dev.recto.worker.reader.PageRaster;
import dev.recto.workspace.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Documents out of memory, opened and drawn under the limits that a worker has, but for a shorter time. */
final class OpenedDocuments implements AutoCloseable {
    private static final Duration OPEN = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofMinutes(1);

    final AtomicInteger exhausted = new AtomicInteger();
    private final FakeStore store = new FakeStore();
    private final Documents documents;
    private String key = "";

    OpenedDocuments(Path directory, Duration drawTimeout) throws IOException {
        documents = new Documents(
                new DocumentCache(
                        store, WorkDirectory.claim(directory, "recto-documents"), 100_000_000, 200_000_000, 2),
                new Guard(2, 0, exhausted::incrementAndGet),
                new DocumentLimits(1000, 20_000_000, 72, 32 << 20),
                OPEN,
                drawTimeout,
                IDLE,
                HeapBudget.ofThisProcess(IDLE));
    }

    Documents.Probe probe(byte[] file) throws Exception {
        key += "k";
        store.put(key, "", file).toCompletableFuture().join();
        return documents.probe(new StoredDocument(key, null));
    }

    /** Of the file that was probed last. */
    PageRaster draw(int page) throws Exception {
        try (DocumentPage opened = documents.page(new StoredDocument(key, null), page)) {
            return opened.draw(100);
        }
    }

    List<String> contents() throws Exception {
        return documents.contents(new StoredDocument(key, null));
    }

    String textLayer(int page) throws Exception {
        try (DocumentPage opened = documents.page(new StoredDocument(key, null), page)) {
            return opened.textLayer().text();
        }
    }

    Set<PageFlag> unread(int page) throws Exception {
        try (DocumentPage opened = documents.page(new StoredDocument(key, null), page)) {
            return opened.unread();
        }
    }

    int abandoned() {
        return documents.abandoned();
    }

    @Override
    public void close() {
        documents.close();
    }
}
