package dev.recto.worker.document;

import dev.recto.model.DocumentPassword;
import dev.recto.worker.storage.ObjectStore;
import dev.recto.workspace.WorkDirectory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Files of documents, fetched once however many of their pages are read, and handles on them, each in the hands of one
 * page at a time. What nobody uses goes when there is too much of it, the longest unused first, or when its time is over.
 */
final class DocumentCache implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DocumentCache.class);

    private final ObjectStore store;
    private final WorkDirectory directory;
    private final long maxObjectBytes;
    private final long maxBytes;
    private final int maxIdle;
    private final Map<StoredDocument, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    /** Handles that nobody uses, the longest unused first. */
    private final SequencedMap<OpenDocument, Entry> idle = new LinkedHashMap<>();

    private long bytes;

    DocumentCache(ObjectStore store, WorkDirectory directory, long maxObjectBytes, long maxBytes, int maxIdle) {
        this.store = store;
        this.directory = directory;
        this.maxObjectBytes = maxObjectBytes;
        this.maxBytes = maxBytes;
        this.maxIdle = maxIdle;
    }

    /** A file that stays while it is leased; fetches it if need be, or waits for the one who does. */
    Lease lease(StoredDocument document) throws IOException, InterruptedException {
        Entry entry;
        boolean fetch = false;
        synchronized (this) {
            Entry known = entries.get(document);
            if (known == null) {
                known = new Entry(document, directory.newFile());
                entries.put(document, known);
                fetch = true;
            }
            entry = known;
            entry.users++;
        }
        try {
            if (fetch) {
                fetch(entry);
            } else {
                awaitFetch(entry);
            }
            return new Lease(entry);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            release(entry);
            throw e;
        }
    }

    /** Lets go of everything that was not used for this long. */
    void evictIdle(Duration idleTime) {
        long before = System.nanoTime() - idleTime.toNanos();
        List<Entry> evicted = new ArrayList<>();
        synchronized (this) {
            for (Iterator<Entry> it = entries.values().iterator(); it.hasNext(); ) {
                Entry entry = it.next();
                if (entry.users == 0 && entry.lastUsed - before < 0) {
                    it.remove();
                    forget(entry);
                    evicted.add(entry);
                }
            }
        }
        evicted.forEach(Entry::dispose);
    }

    private void forget(Entry entry) {
        bytes -= entry.bytes;
        entry.idle.forEach(idle::remove);
    }

    synchronized int size() {
        return entries.size();
    }

    /** Who use a document, or wait for it. */
    synchronized int users(StoredDocument document) {
        Entry entry = entries.get(document);
        return entry == null ? 0 : entry.users;
    }

    @Override
    public void close() {
        evictIdle(Duration.ofNanos(-1));
        directory.close();
    }

    private void fetch(Entry entry) throws IOException {
        try {
            store.fetch(entry.document.key(), entry.file, maxObjectBytes);
            long size = Files.size(entry.file);
            synchronized (this) {
                entry.bytes = size;
                bytes += size;
            }
            entry.fetched.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            synchronized (this) {
                entries.remove(entry.document, entry);
            }
            entry.fetched.completeExceptionally(e);
            entry.dispose();
            throw e;
        }
    }

    private static void awaitFetch(Entry entry) throws IOException, InterruptedException {
        try {
            entry.fetched.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedIOException) {
                throw new IOException("the fetch was given up", e);
            }
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("the fetch failed", e);
        }
    }

    private void release(Entry entry) {
        List<Entry> evicted = new ArrayList<>();
        synchronized (this) {
            entry.users--;
            entry.lastUsed = System.nanoTime();
            for (Iterator<Entry> it = entries.values().iterator(); it.hasNext() && bytes > maxBytes; ) {
                Entry oldest = it.next();
                if (oldest.users == 0) {
                    it.remove();
                    forget(oldest);
                    evicted.add(oldest);
                }
            }
        }
        evicted.forEach(Entry::dispose);
    }

    private synchronized @Nullable OpenDocument takeIdle(Entry entry) {
        OpenDocument document = entry.idle.poll();
        if (document != null) {
            idle.remove(document);
        }
        return document;
    }

    private void putIdle(Entry entry, OpenDocument document) {
        OpenDocument superfluous = null;
        synchronized (this) {
            entry.idle.push(document);
            idle.putLast(document, entry);
            if (idle.size() > maxIdle) {
                var oldest = idle.pollFirstEntry();
                superfluous = oldest.getKey();
                oldest.getValue().idle.remove(superfluous);
            }
        }
        if (superfluous != null) {
            superfluous.close();
        }
    }

    /** The right to use a file. */
    final class Lease implements AutoCloseable {
        private final Entry entry;

        private Lease(Entry entry) {
            this.entry = entry;
        }

        @Nullable
        DocumentPassword password() {
            return entry.document.password();
        }

        Path file() {
            return entry.file;
        }

        Conduct conduct() {
            return entry.conduct;
        }

        /** A handle that somebody gave back, for the caller alone; null if there is none. */
        @Nullable
        OpenDocument take() {
            return takeIdle(entry);
        }

        void giveBack(OpenDocument document) {
            putIdle(entry, document);
        }

        @Override
        public void close() {
            release(entry);
        }
    }

    /** Guarded by the cache's lock, but for the fetch. */
    private static final class Entry {
        private final StoredDocument document;
        private final Path file;
        private final CompletableFuture<@Nullable Void> fetched = new CompletableFuture<>();
        private final Deque<OpenDocument> idle = new ArrayDeque<>();
        private final Conduct conduct = new Conduct();
        private int users;
        private long bytes;
        private long lastUsed = System.nanoTime();

        Entry(StoredDocument document, Path file) {
            this.document = document;
            this.file = file;
        }

        void dispose() {
            idle.forEach(OpenDocument::close);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warnf("A document's file stays behind: %s", e.getClass().getSimpleName());
            }
        }
    }
}
